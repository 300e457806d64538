using System.Text.RegularExpressions;
using BackendLabs.Grader;
using BackendLabs.Testing;

namespace BackendLabs.Attacks.Tests;

/// <summary>What there is of one runner on this machine, counted by kind: processes by program, cgroups, folders, mounts, descriptors, zombies.</summary>
internal sealed partial record Inventory(IReadOnlyDictionary<string, int> Counts)
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public static Inventory Of(LabGrader runner)
    {
        var traces = Traces.Of(runner);
        return new Inventory(
            traces.ProcessIds().Select(id => "process " + Program(Traces.Command(id)))
                .Concat(traces.CgroupFolders().SelectMany(Subfolders).Select(folder => "cgroup " + Plain(folder)))
                .Concat(Subfolders(traces.Folder).Select(folder => "folder " + Plain(Path.GetRelativePath(traces.Folder, folder))))
                .Concat(Lines("/proc/self/mounts").Select(_ => "mount"))
                .Concat(Descriptors().Select(target => "descriptor " + Plain(target)))
                .Concat(Zombies().Select(_ => "zombie"))
                .CountBy(name => name).ToDictionary());
    }

    /// <summary>What there is once nothing has changed for a second: what this runner keeps ready.</summary>
    public static async Task<Inventory> AtRestAsync(LabGrader runner)
    {
        using var look = new PeriodicTimer(Look);
        var last = Of(runner);
        for (var same = 0; same < TimeSpan.FromSeconds(1) / Look; same++)
        {
            await look.WaitForNextTickAsync();
            var now = Of(runner);
            if (now.Beyond(last).Count > 0 || last.Beyond(now).Count > 0)
                same = 0;
            last = now;
        }

        return last;
    }

    /// <summary>Waits until there is no more than this of anything.</summary>
    /// <param name="matters">What counts; everything where null.</param>
    /// <returns>What is too many even then.</returns>
    public async Task<IReadOnlyList<string>> LeftBehindAsync(LabGrader runner, Func<string, bool>? matters = null)
    {
        using var limit = new CancellationTokenSource(Patience);
        using var look = new PeriodicTimer(Look);
        while (true)
        {
            var more = Of(runner).Beyond(this).Where(matters ?? (_ => true)).ToList();
            if (more.Count == 0 || limit.IsCancellationRequested)
                return more;
            await look.WaitForNextTickAsync();
        }
    }

    private List<string> Beyond(Inventory before) =>
        [.. Counts.Where(count => count.Value > before.Counts.GetValueOrDefault(count.Key)).Select(count => $"{count.Key}: {count.Value}, not {before.Counts.GetValueOrDefault(count.Key)}")];

    private static string Program(string command) =>
        OurProgram().Match(command) is { Success: true } ours ? ours.Value : Path.GetFileName(command.Split(' ')[0]);

    private static string Plain(string text) => Digits().Replace(text, "#");

    // A folder may go while it is being listed.
    private static IEnumerable<string> Subfolders(string folder) =>
        Guarded(() => Directory.GetDirectories(folder, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint }));

    private static IEnumerable<string> Descriptors() =>
        Guarded(() => Directory.GetFiles("/proc/self/fd")).Concat(Guarded(() => Directory.GetDirectories("/proc/self/fd")))
            .SelectMany(link => Guarded(() => [new FileInfo(link).LinkTarget ?? ""]))
            .Where(target => target.Length > 0 && !target.StartsWith("/proc/", StringComparison.Ordinal))
            // Those of the tests themselves: the runtime reads an assembly, or the lines of a failure, when it comes to it.
            .Where(target => Path.GetExtension(target) is not (".dll" or ".pdb"));

    private static IEnumerable<int> Zombies()
    {
        foreach (var folder in Guarded(() => Directory.GetDirectories("/proc")).Where(folder => char.IsAsciiDigit(Path.GetFileName(folder)[0])))
        {
            var stat = string.Concat(Lines(Path.Combine(folder, "stat")));
            // After the name, which may hold anything: state and parent.
            var fields = stat[(stat.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (fields is ["Z", var parent, ..] && parent == $"{Environment.ProcessId}")
                yield return 1;
        }
    }

    private static string[] Lines(string file) => Guarded(() => File.ReadAllLines(file));

    private static string[] Guarded(Func<string[]> look)
    {
        try
        {
            return look();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    [GeneratedRegex(@"BackendLabs\.\w+\.dll|redis-server", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex OurProgram();

    [GeneratedRegex("[0-9]+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Digits();
}
