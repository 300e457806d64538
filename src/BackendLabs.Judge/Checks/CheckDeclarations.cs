using System.Text.RegularExpressions;
using BackendLabs.Contract;

namespace BackendLabs.Judge;

/// <summary>The rules that declared checks keep, each with what to write instead.</summary>
internal static partial class CheckDeclarations
{
    /// <returns>The declared checks, or every mistake among them.</returns>
    public static (IReadOnlyList<CheckDeclaration> Checks, IReadOnlyList<SnippetDiagnostic> Problems) Of(CheckScript script)
    {
        var problems = new List<SnippetDiagnostic>();
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (var check in script.Declared)
            problems.AddRange(Problems(check, known));
        if (script.Declared.Count == 0)
            problems.Add(Problem(1, "LAB101", "The script declares no check.", "Check(\"id\", points: 1, \"what the student should see\", async () => { … });"));
        return ([.. script.Declared.Select(check => new CheckDeclaration(check.Id, check.Points, check.Title, check.Needs, check.Line))], problems);
    }

    private static IEnumerable<SnippetDiagnostic> Problems(DeclaredCheck check, HashSet<string> known)
    {
        if (!IdForm().IsMatch(check.Id))
            yield return Problem(check.Line, "LAB102", $"\"{check.Id}\" is no check id.", "Use lower-case words with dashes: \"answers-from-cache\".");
        if (check.Points < 1)
            yield return Problem(check.Line, "LAB103", $"The check \"{check.Id}\" is worth {check.Points} points.", "Give it at least 1: points: 1.");
        if (string.IsNullOrWhiteSpace(check.Title))
            yield return Problem(check.Line, "LAB104", $"The check \"{check.Id}\" has no title.", "Say what the student should see: \"answers from the cache on the second read\".");
        foreach (var need in check.Needs.Where(need => !known.Contains(need)))
            yield return Problem(check.Line, "LAB105", $"The check \"{check.Id}\" needs \"{need}\", which is not declared before it.", known.Count == 0 ? "Declare that check first, or leave the need out." : $"Name one declared before: {string.Join(", ", known)}.");
        if (!known.Add(check.Id))
            yield return Problem(check.Line, "LAB106", $"The check id \"{check.Id}\" is used twice.", "Give each check an id of its own; ids are kept with grades.");
    }

    private static SnippetDiagnostic Problem(int line, string id, string message, string hint) =>
        new(line, 1, line, 1, id, IsError: true, message, hint);

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex IdForm();
}
