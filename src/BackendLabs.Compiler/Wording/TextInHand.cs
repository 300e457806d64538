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
        foreach (var diagnostic in diagnostics)
        {
            if (diagnostic.Severity >= DiagnosticSeverity.Warning && !diagnostic.IsSuppressed && Rewrites.Say(new Finding(this, compilation, diagnostic)) is { } worded)
                said.Add(worded);
        }

        return Merge(said);
    }

    /// <summary>By place; of several on one line only the first of a kind; an error hides the warnings of its line.</summary>
    private static IReadOnlyList<SnippetDiagnostic> Merge(List<SnippetDiagnostic> said)
    {
        var merged = new List<SnippetDiagnostic>();
        foreach (var line in said.OrderBy(one => one.Line).ThenBy(one => one.Column).ThenBy(one => one.Id, StringComparer.Ordinal).GroupBy(one => one.Line))
        {
            var errors = line.Any(one => one.IsError);
            merged.AddRange(line
                .Where(one => one.IsError || !errors)
                .DistinctBy(one => (one.Id, one.Message))
                .DistinctBy(one => (one.Column, one.EndColumn)));
        }

        // Errors first where not all fit: a warning never takes the place of what stops the run.
        return [.. merged.OrderByDescending(one => one.IsError).Take(Shown).OrderBy(one => one.Line).ThenBy(one => one.Column)];
    }
}
