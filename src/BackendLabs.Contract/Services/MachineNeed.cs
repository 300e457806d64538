namespace BackendLabs.Contract.Services;

/// <summary>A program that a service needs on the machine.</summary>
/// <param name="Name">In sentences: "Redis is missing".</param>
/// <param name="Program">Looked for on the PATH.</param>
/// <param name="Package">Debian's and Ubuntu's.</param>
/// <param name="For">What it is needed for.</param>
/// <param name="Elsewhere">How to get it without apt-get.</param>
public sealed record MachineNeed(string Name, string Program, string Package, string For, string Elsewhere)
{
    /// <summary>Whether it is unnecessary while the service answers, from another machine for example.</summary>
    public bool IsOnlyToAnswer { get; init; }

    /// <summary>Folders outside of PATH where distributions keep the program; a <c>*</c> stands for a version, and the newest is taken.</summary>
    public IReadOnlyList<string> Folders { get; init; } = [];

    /// <summary>The systemd unit that the package would start at boot, and that no lab uses; null without one.</summary>
    public string? UnusedUnit { get; init; }

    /// <returns>The program's path with links resolved; null where this machine has none.</returns>
    public string? FindProgram()
    {
        var onPath = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries)
            .Concat(["/usr/bin", "/bin", "/usr/local/bin", "/usr/sbin", "/opt/homebrew/bin"]);
        var found = onPath.Concat(Folders.SelectMany(Versions)).Select(folder => Path.Combine(folder, Program)).FirstOrDefault(File.Exists);
        return found is null ? null : File.ResolveLinkTarget(found, returnFinalTarget: true)?.FullName ?? found;
    }

    private static IEnumerable<string> Versions(string pattern)
    {
        var star = pattern.IndexOf('*', StringComparison.Ordinal);
        var (before, after) = (pattern[..star], pattern[(star + 1)..]);
        var parent = Path.GetDirectoryName(before)!;
        return Directory.Exists(parent)
            ? Directory.EnumerateDirectories(parent, Path.GetFileName(before) + "*").OrderByDescending(folder => folder.Length).ThenByDescending(folder => folder, StringComparer.Ordinal).Select(folder => folder + after)
            : [];
    }
}
