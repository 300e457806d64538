using BackendLabs.Contract;
using Microsoft.CodeAnalysis;

namespace BackendLabs.Compiler.Wording;

/// <summary>Other words for a diagnostic.</summary>
/// <param name="Message">Null keeps Roslyn's.</param>
/// <param name="Silent">True drops the diagnostic.</param>
internal sealed record Said(string? Message, string? Hint = null, string? Id = null, bool IsError = false, bool Silent = false, Location? At = null)
{
    public static readonly Said Nothing = new(Message: null, Silent: true);
}

/// <summary>Words for diagnostics of some ids; answers null where another rewrite may know better.</summary>
internal sealed record Rewrite(string[] Ids, Func<Finding, Said?> Say);

/// <summary>All rewrites, asked in the order of the tables; where none has words, Roslyn's stand.</summary>
internal static class Rewrites
{
    private static readonly ILookup<string, Rewrite> ById = Tables()
        .SelectMany(table => table)
        .SelectMany(rewrite => rewrite.Ids.Select(id => (id, rewrite)))
        .ToLookup(pair => pair.id, pair => pair.rewrite, StringComparer.Ordinal);

    public static SnippetDiagnostic? Say(Finding finding)
    {
        foreach (var rewrite in ById[finding.Id])
        {
            if (rewrite.Say(finding) is { } said)
                return said.Silent ? null : Worded(finding, said);
        }

        return AsItIs(finding);
    }

    /// <summary>In Roslyn's own words.</summary>
    public static SnippetDiagnostic AsItIs(Finding finding) => Worded(finding, new Said(Message: null));

    private static IEnumerable<IReadOnlyList<Rewrite>> Tables() =>
    [
        CheckScriptRewrites.All, .. ServiceList.All.Select(home => home.Rewrites), AwaitRewrites.All, ScriptRewrites.All, NameRewrites.All,
        SyntaxRewrites.All, ConversionRewrites.All, NullRewrites.All,
    ];

    /// <summary>Roslyn's sentence without the advice that only fits a project, and without the name that it gives a script.</summary>
    private static string Plain(string message) => message
        .Replace(" (are you missing a using directive or an assembly reference?)", "", StringComparison.Ordinal)
        .Replace("Type 'Script'", "The script", StringComparison.Ordinal)
        .Replace("Script.", "", StringComparison.Ordinal);

    private static SnippetDiagnostic Worded(Finding finding, Said said) => Places.Problem(
        said.At ?? finding.Diagnostic.Location,
        said.Id ?? finding.Id,
        // An instructor knows Roslyn's words; a check script keeps them.
        finding.Text.Kind == TextKind.Checks || said.Message is null ? Plain(finding.Message) : said.Message,
        said.Hint,
        said.IsError || finding.Diagnostic.Severity == DiagnosticSeverity.Error);
}
