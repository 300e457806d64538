using System.Diagnostics;
using BackendLabs.Testing;

namespace BackendLabs.Faults.Tests.Faults;

/// <summary>Programs of the machine by which faults are made.</summary>
internal static class Machine
{
    /// <summary>Runs a program to its end, which must be a good one.</summary>
    public static async Task RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        await process.WaitForExitAsync();
        Assert.That(process.ExitCode, Is.Zero, $"{program} {string.Join(' ', arguments)}");
    }

    public static Task SignalAsync(int process, string signal) => RunAsync("kill", $"-{signal}", $"{process}");

    /// <summary>The processes that a process has started, and theirs, whose command line has a word.</summary>
    public static IReadOnlyList<int> Below(int process, string word)
    {
        var found = new List<int>();
        foreach (var child in ChildrenOf(process))
        {
            if (Traces.Command(child).Contains(word, StringComparison.Ordinal))
                found.Add(child);
            found.AddRange(Below(child, word));
        }

        return found;
    }

    private static List<int> ChildrenOf(int process)
    {
        try
        {
            return [.. Directory.EnumerateDirectories($"/proc/{process}/task")
                .SelectMany(task => File.ReadAllText(Path.Combine(task, "children")).Split(' ', StringSplitOptions.RemoveEmptyEntries))
                .Select(int.Parse)];
        }
        catch (IOException)
        {
            // It has ended.
            return [];
        }
    }
}

/// <summary>A small disk (tmpfs) that can be filled.</summary>
internal sealed class SmallDisk : IAsyncDisposable
{
    private const string Filler = "filler";

    private SmallDisk(string folder) => Folder = folder;

    public string Folder { get; }

    /// <param name="options">Of mount(8), as <c>size=8m</c>.</param>
    public static async Task<SmallDisk> MountAsync(string name, string options)
    {
        Needs.Root();
        // Short: the path of a unix socket has at most 107 bytes.
        var disk = new SmallDisk($"/run/lab-{name}-{Environment.ProcessId}");
        Directory.CreateDirectory(disk.Folder);
        await Machine.RunAsync("mount", "-t", "tmpfs", "-o", options, "none", disk.Folder);
        return disk;
    }

    public void Fill(int kilobytesLeft)
    {
        using var file = new FileStream(Path.Combine(Folder, Filler), new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, BufferSize = 0 });
        var block = new byte[4096];
        for (var room = new DriveInfo(Folder).AvailableFreeSpace - kilobytesLeft * 1024; room >= block.Length; room -= block.Length)
            file.Write(block);
    }

    public void MakeRoom() => File.Delete(Path.Combine(Folder, Filler));

    public async ValueTask DisposeAsync()
    {
        // Lazily: a process that was killed may hold it for a moment.
        await Machine.RunAsync("umount", "--lazy", Folder);
        Directory.Delete(Folder);
    }
}
