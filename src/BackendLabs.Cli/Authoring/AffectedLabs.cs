using BackendLabs.Cli.Machine;
using BackendLabs.Labs;

namespace BackendLabs.Cli.Authoring;

/// <summary>The labs with files that git's main branch, or the last commit, does not have so.</summary>
internal static class AffectedLabs
{
    private static readonly string[] MainBranches = ["origin/main", "main", "origin/master", "master"];

    /// <exception cref="UsageException">There is no git, or a root is in no clone.</exception>
    public static async Task<IReadOnlyList<CatalogLab>> FindAsync(CommandContext context, CancellationToken cancellationToken)
    {
        if (Tool.Find("git") is null)
            throw new UsageException("--affected asks git what has changed, and there is no git.", "Install it (apt-get install git), or name the labs.");
        var changed = new List<string>();
        foreach (var root in context.Labs.Roots)
            changed.AddRange(await ChangedBeneathAsync(Path.GetFullPath(root), cancellationToken));
        return Choose(context.Labs.Catalog.AllLabs, changed);
    }

    /// <summary>A shared folder's change affects the labs that use it.</summary>
    public static IReadOnlyList<CatalogLab> Choose(IReadOnlyList<CatalogLab> labs, IReadOnlyList<string> changedFiles) =>
        [.. labs.Where(lab => changedFiles.Any(file => Concerns(lab, file)))];

    private static bool Concerns(CatalogLab lab, string file)
    {
        var path = Path.GetRelativePath(Path.GetFullPath(lab.Root), file).Replace(Path.DirectorySeparatorChar, '/');
        if (path.StartsWith(lab.Id + '/', StringComparison.Ordinal))
            return true;
        return path.StartsWith("_shared/", StringComparison.Ordinal)
            && (lab.Read() is not LabReading.Good good || good.Lab.Uses.Any(shared => path.StartsWith($"_shared/{shared}/", StringComparison.Ordinal)));
    }

    private static async Task<IEnumerable<string>> ChangedBeneathAsync(string root, CancellationToken cancellationToken)
    {
        var top = await GitAsync(root, cancellationToken, "rev-parse", "--show-toplevel");
        if (top.ExitCode != 0)
            throw new UsageException($"--affected asks git what has changed, but it refuses for {root}: {top.Error.Split('\n')[0].Trim()}", "Name the labs, or give --all.");
        var clone = top.Output.Trim();
        var files = new HashSet<string>(StringComparer.Ordinal);
        files.UnionWith(await LinesAsync(root, cancellationToken, "diff", "--name-only", "-z", await BaseAsync(root, cancellationToken), "--", "."));
        var untracked = await LinesAsync(root, cancellationToken, "ls-files", "--others", "--exclude-standard", "--full-name", "-z");
        files.UnionWith(untracked);
        return files.Select(file => Path.Combine(clone, file));
    }

    // Where this branch left main; on main itself, the last commit.
    private static async Task<string> BaseAsync(string root, CancellationToken cancellationToken)
    {
        foreach (var branch in MainBranches)
        {
            var fork = await GitAsync(root, cancellationToken, "merge-base", "HEAD", branch);
            if (fork.ExitCode == 0)
                return fork.Output.Trim();
        }

        var head = await GitAsync(root, cancellationToken, "rev-parse", "--verify", "-q", "HEAD");
        return head.ExitCode == 0 ? "HEAD" : "4b825dc642cb6eb9a060e54bf8d69288fbee4904"; // git's empty tree: nothing is committed yet
    }

    private static async Task<string[]> LinesAsync(string root, CancellationToken cancellationToken, params string[] arguments)
    {
        var answer = await GitAsync(root, cancellationToken, arguments);
        return answer.ExitCode == 0
            ? answer.Output.Split('\0', StringSplitOptions.RemoveEmptyEntries)
            : throw new BrokenException($"git could not say what has changed: {answer.Error.Trim()}", "Name the labs, or give --all.");
    }

    private static Task<ToolAnswer> GitAsync(string root, CancellationToken cancellationToken, params string[] arguments) =>
        Tool.RunAsync("git", arguments, root, cancellationToken);
}
