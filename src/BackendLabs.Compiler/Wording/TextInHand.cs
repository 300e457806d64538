using System.Collections.Immutable;
using BackendLabs.Contract;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace BackendLabs.Compiler.Wording;

/// <summary>What a text is; the same mistake needs other words in each.</summary>
internal enum TextKind
{
    Snippet,
    Contract,
    Checks,
}

/// <summary>A parsed text, and what is to be said about it.</summary>
/// <param name="services">The lab's services: name to kind.</param>
internal sealed class TextInHand(TextKind kind, SyntaxTree tree, IReadOnlyDictionary<string, string> services)
{
    private const int Shown = 10;

    /// <summary>Of so many of each severity the words are sought: some look through all names that there are, and a text may have an error in each of its characters.</summary>
    private const int Looked = 100;

    public TextKind Kind => kind;

    public SyntaxTree Tree => tree;

    public IReadOnlyDictionary<string, string> Services => services;

    /// <summary>What is wrong before anything is bound: our own rules of form, and syntax. Nothing else is said where it is not empty.</summary>
    public IReadOnlyList<SnippetDiagnostic> RefuseShape()
    {
        if (TreeGate.FirstTooDeep(tree.GetRoot()) is { } deep)
        {
            return [Places.Problem(deep, LabIds.TooDeep, "The code is nested too deeply here.",
                "Give the inner parts names: a method or a variable each.")];
        }

        var findings = ShapeRules.Of(this).ToImmutableArray();
        var syntax = tree.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).ToImmutableArray();
        return findings.IsEmpty && syntax.IsEmpty ? [] : Report(compilation: null, syntax, findings);
    }

    /// <param name="compilation">Null where nothing was bound.</param>
    /// <param name="findings">Our own, already worded.</param>
    public IReadOnlyList<SnippetDiagnostic> Report(
        CSharpCompilation? compilation, ImmutableArray<Diagnostic> diagnostics, IReadOnlyCollection<SnippetDiagnostic> findings)
    {
        var said = new List<SnippetDiagnostic>(findings);
        var heard = diagnostics.Where(one => one.Severity >= DiagnosticSeverity.Warning && !one.IsSuppressed)
            .OrderBy(one => one.Location.SourceSpan.Start).GroupBy(one => one.Severity).SelectMany(alike => alike.Take(Looked));
        foreach (var diagnostic in heard)
        {
            if (Rewrites.Say(new Finding(this, compilation, diagnostic)) is { } worded)
                said.Add(worded);
        }

        return Merge(said, syntaxOnly: compilation is null);
    }

    /// <summary>
    /// By place. An error hides the warnings of its line; of several at one place ours is kept; and a line whose
    /// syntax is broken has one message, since the others follow from it.
    /// </summary>
    private static IReadOnlyList<SnippetDiagnostic> Merge(List<SnippetDiagnostic> said, bool syntaxOnly)
    {
        // A text that is never closed swallows the brackets behind it.
        if (syntaxOnly && said.Exists(one => SyntaxRewrites.Unclosed.Contains(one.Id, StringComparer.Ordinal)))
            said.RemoveAll(one => one.Id is "CS1513" or "CS1002" or "CS1026");

        var merged = new List<SnippetDiagnostic>();
        foreach (var line in said.GroupBy(one => one.Line))
        {
            var errors = line.Any(one => one.IsError);
            var kept = line
                .Where(one => one.IsError || !errors)
                .OrderByDescending(one => one.Id.StartsWith("LAB", StringComparison.Ordinal))
                .ThenBy(one => one.Id switch { "CS1056" => 0, "CS1513" => 2, _ => 1 })
                .ThenBy(one => one.Column)
                .DistinctBy(one => (one.Id, one.Message))
                .DistinctBy(one => one.Column);
            merged.AddRange(syntaxOnly ? kept.Take(1) : kept);
        }

        // Errors first where not all fit: a warning never takes the place of what stops the run.
        return [.. merged.OrderByDescending(one => one.IsError).Take(Shown).OrderBy(one => one.Line).ThenBy(one => one.Column)];
    }
}
