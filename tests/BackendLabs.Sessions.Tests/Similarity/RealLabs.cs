using BackendLabs.Sessions.Similarity;

namespace BackendLabs.Sessions.Tests.Similarity;

/// <summary>The labs of this clone: their solutions were written to differ.</summary>
internal static class RealLabs
{
    public static string Root { get; } = FindRoot();

    public static string Starter(string lab) => File.ReadAllText(Path.Combine(Root, lab, "starter.csx"));

    public static string Solution(string lab, string name) => File.ReadAllText(Path.Combine(Root, lab, "solutions", name + ".csx"));

    public static IReadOnlyList<Submission> Solutions(string lab) =>
        Directory.Exists(Path.Combine(Root, lab, "solutions"))
            ? [.. Directory.EnumerateFiles(Path.Combine(Root, lab, "solutions"), "*.csx").Order(StringComparer.Ordinal).Select(file => new Submission(Path.GetFileName(file), File.ReadAllText(file)))]
            : [];

    public static IEnumerable<string> Given(string lab) =>
        new[] { "starter.csx", "contract.csx" }.Select(name => Path.Combine(Root, lab, name)).Where(File.Exists).Select(File.ReadAllText);

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "BackendLabs.sln"))) folder = folder.Parent;
        return Path.Combine(folder?.FullName ?? throw new InvalidOperationException("These tests read the clone: build them inside one."), "labs");
    }
}
