// 51 Writes the kernel's settings and its power to call programs.
// expected: failed
// arena: plain
// says: refused
// never: wrote 
using System.IO;
int Twice(int number)
{
    foreach (var (file, text) in new[] { ("/proc/sys/kernel/core_pattern", "|/bin/sh"), ("/proc/sys/kernel/modprobe", "/tmp/x"), ("/proc/sys/vm/overcommit_memory", "1"), ("/proc/sys/kernel/hostname", "attacked"), ("/proc/sysrq-trigger", "b"), ("/proc/1/oom_score_adj", "-1000"), ("/proc/self/oom_score_adj", "-1000"), ("/proc/self/uid_map", "0 0 1"), ("/sys/fs/cgroup/memory/memory.limit_in_bytes", "-1"), ("/sys/kernel/uevent_helper", "/tmp/x") })
    {
        try { File.WriteAllText(file, text); Console.WriteLine("wrote " + file); } catch (Exception) { Console.WriteLine("refused"); }
    }
    return 0;
}
