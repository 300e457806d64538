// 51b Opens the kernel's memory, its log, its keys and the machine's disks.
// expected: failed
// arena: plain
// never: read /dev/
// never: read /proc/k(core|msg|eys|allsyms)
// never: read /sys
using System.IO;
int Twice(int number)
{
    foreach (var file in new[] { "/proc/kcore", "/proc/kmsg", "/proc/kallsyms", "/proc/keys", "/proc/key-users", "/proc/timer_list", "/proc/config.gz", "/dev/mem", "/dev/kmsg", "/dev/port", "/dev/sda", "/dev/vda", "/dev/nvme0n1", "/dev/loop0", "/dev/loop-control", "/dev/fuse", "/dev/kvm", "/dev/net/tun", "/dev/vsock", "/dev/console", "/dev/tty1", "/dev/snd/timer", "/sys/kernel/security", "/sys/class/net" })
    {
        try
        {
            using var stream = File.OpenRead(file);
            var buffer = new byte[64];
            var got = stream.Read(buffer);
            // The kernel hides addresses from those without rights: all noughts are nothing.
            if (got > 0 && !System.Text.Encoding.ASCII.GetString(buffer, 0, got).StartsWith("0000000000000000"))
                Console.WriteLine("read " + file);
        }
        catch (Exception) { }
    }
    return 0;
}
