using System.Runtime.CompilerServices;

namespace BackendLabs.Integration.Tests.Outcomes;

/// <summary>
/// An answer that a student wrote, with what must come of it in its first lines: <c>// expect:</c> the verdict's name or
/// <c>any</c>, <c>// because:</c> why, <c>// says:</c> the sense of what the student is told, and <c>// words:</c> phrases
/// of it, between semicolons. Its folders name the lab.
/// </summary>
internal sealed record CaseFile(string Lab, string Name, string Text)
{
    private static string Folder([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(Path.GetDirectoryName(here))!, "Cases");

    public static IEnumerable<CaseFile> All() => Directory.EnumerateFiles(Folder(), "*.csx", SearchOption.AllDirectories)
        .Order(StringComparer.Ordinal)
        .Select(path => new CaseFile(Path.GetRelativePath(Folder(), Path.GetDirectoryName(path)!).Replace('\\', '/'), Path.GetFileNameWithoutExtension(path), File.ReadAllText(path)));

    public string Expected => Line("expect") ?? throw new InvalidOperationException($"{this} does not say what must come of it.");

    public IReadOnlyList<string> Phrases => Line("words")?.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];

    public override string ToString() => $"{Lab}/{Name}";

    private string? Line(string name)
    {
        var start = $"// {name}:";
        return Text.Split('\n').TakeWhile(line => line.StartsWith("//", StringComparison.Ordinal)).FirstOrDefault(line => line.StartsWith(start, StringComparison.Ordinal))?[start.Length..].Trim();
    }
}
