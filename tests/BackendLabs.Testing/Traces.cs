using System.Globalization;
using BackendLabs.DockerGate;
using BackendLabs.Grader;
using BackendLabs.Sandbox;

namespace BackendLabs.Testing;

/// <summary>What one runner has on this machine: its folder, cgroups, processes and containers.</summary>
internal sealed record Traces(string Folder, IReadOnlyList<int> Accounts)
{
    private string Name => Path.GetFileName(Folder);

    public static Traces Of(LabGrader runner) => Of(runner.Sandbox ?? throw new InvalidOperationException("This runner has not begun."));

    public static Traces Of(ProcessSandbox sandbox) =>
        new(sandbox.Folder.Path, [.. sandbox.Accounts?.All.Select(account => account.User) ?? []]);

    /// <summary>Everything that is still there, in words; empty where nothing is.</summary>
    public async Task<IReadOnlyList<string>> FindAsync()
    {
        var found = new List<string>();
        if (Directory.Exists(Folder))
            found.Add($"the folder {Folder} with {string.Join(", ", Directory.EnumerateFileSystemEntries(Folder).Select(Path.GetFileName))}");
        found.AddRange(CgroupFolders().Select(folder => $"the cgroup {folder}"));
        found.AddRange(Processes());
        found.AddRange(File.ReadLines("/proc/net/unix").Where(line => line.Contains(Folder + "/", StringComparison.Ordinal)).Select(line => $"the socket {line.Split(' ')[^1]}"));
        found.AddRange(File.ReadLines("/proc/self/mountinfo").Where(line => line.Contains(Folder, StringComparison.Ordinal)).Select(line => $"the mount {line}"));
        found.AddRange(await ContainersAsync());
        return found;
    }

    /// <summary>Waits until all is gone, and says what is left otherwise: the kernel may be a moment behind its SIGKILLs.</summary>
    public Task<IReadOnlyList<string>> FindAfterAsync(TimeSpan patience) => AfterAsync(patience, FindAsync);

    /// <summary>The same of processes alone: what is on disk is for the next start to remove.</summary>
    public Task<IReadOnlyList<string>> FindProcessesAfterAsync(TimeSpan patience) =>
        AfterAsync(patience, () => Task.FromResult<IReadOnlyList<string>>([.. Processes()]));

    private static async Task<IReadOnlyList<string>> AfterAsync(TimeSpan patience, Func<Task<IReadOnlyList<string>>> find)
    {
        using var limit = new CancellationTokenSource(patience);
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (true)
        {
            var found = await find();
            if (found.Count == 0 || limit.IsCancellationRequested)
                return found;
            await look.WaitForNextTickAsync();
        }
    }

    public IEnumerable<string> CgroupFolders()
    {
        if (!Directory.Exists("/sys/fs/cgroup"))
            yield break;
        foreach (var folder in Directory.EnumerateDirectories("/sys/fs/cgroup").Append("/sys/fs/cgroup"))
        {
            var own = Path.Combine(folder, "backendlabs", Name);
            if (Directory.Exists(own))
                yield return own;
        }
    }

    /// <summary>The processes that run for this runner, by cgroup, account or command line; ended ones that are not yet collected left out.</summary>
    public IEnumerable<int> ProcessIds()
    {
        foreach (var folder in Directory.EnumerateDirectories("/proc").Where(folder => char.IsAsciiDigit(Path.GetFileName(folder)[0])))
        {
            var isZombie = Read(folder, "status").Contains("State:\tZ", StringComparison.Ordinal);
            if (!isZombie && (Read(folder, "cmdline").Contains(Folder, StringComparison.Ordinal)
                || Read(folder, "cgroup").Contains($"/backendlabs/{Name}/", StringComparison.Ordinal)
                || (Accounts.Contains(UserOf(folder)) && !IsAnothers(Read(folder, "cgroup")))))
                yield return int.Parse(Path.GetFileName(folder), CultureInfo.InvariantCulture);
        }
    }

    // Accounts are given back when a runner ends, and the next one takes them.
    private bool IsAnothers(string cgroups) => cgroups.Contains("/backendlabs/", StringComparison.Ordinal) && !cgroups.Contains($"/backendlabs/{Name}", StringComparison.Ordinal);

    /// <summary>A process's command line, its words apart by spaces.</summary>
    public static string Command(int process) => Read($"/proc/{process}", "cmdline").Replace('\0', ' ');

    /// <summary>Whether one of a process's threads bears this name, of at most 15 characters.</summary>
    public static bool HasThread(int process, string name)
    {
        try
        {
            return Directory.GetDirectories($"/proc/{process}/task").Any(task => Read(task, "comm").TrimEnd('\n') == name);
        }
        catch (DirectoryNotFoundException)
        {
            return false;
        }
    }

    private IEnumerable<string> Processes() => ProcessIds().Select(id => $"the process {id}: {Command(id)}");

    private async Task<IReadOnlyList<string>> ContainersAsync()
    {
        if (await DockerEngine.FindAsync(CancellationToken.None) is not DockerEngineLookup.Found { Engine: var engine })
            return [];
        var listed = await engine.Client.SendAsync(
            HttpMethod.Get, $"containers/json?all=1&filters={RunContainers.LabelFilter(DockerLabels.Owner, $"{Environment.MachineName}:{Folder}")}", null, TimeSpan.FromSeconds(20), CancellationToken.None);
        return [.. listed.Json().AsArray().Select(container => $"the container {container!["Id"]}")];
    }

    private static int UserOf(string process)
    {
        var line = Read(process, "status").Split('\n').FirstOrDefault(line => line.StartsWith("Uid:", StringComparison.Ordinal));
        return line is null ? -1 : int.Parse(line.Split('\t')[1], CultureInfo.InvariantCulture);
    }

    private static string Read(string process, string file)
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, file));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
