using System.Collections.Immutable;
using BackendLabs.Compiler.Pasting;
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
/// <param name="notes">What is said of it in any case.</param>
internal sealed class TextInHand(TextKind kind, SyntaxTree tree, IReadOnlyDictionary<string, string> services, IReadOnlyList<SnippetDiagnostic> notes)
{
    private const int Shown = 10;

    /// <summary>Of so many of each severity the words are sought: some look through all names that there are, and a text may have an error in each of its characters.</summary>
    private const int Looked = 100;

    public TextKind Kind => kind;

    public SyntaxTree Tree => tree;

    public IReadOnlyDictionary<string, string> Services => services;

    /// <summary>The names of the methods that the lab calls.</summary>
    public IReadOnlyCollection<string> Entries { get; init; } = [];

    /// <summary>What is wrong before anything is bound: our own rules of form, and syntax. Nothing else is said where it is not empty.</summary>
    public IReadOnlyList<SnippetDiagnostic> RefuseShape()
    {
        if (TreeGate.FirstTooDeep(tree.GetRoot()) is { } deep)
        {
            return [Places.Problem(deep, LabIds.TooDeep, "The code is nested too deeply here.",
                "Give the inner parts names: a method or a variable each.")];
        }

        var syntax = tree.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).ToImmutableArray();
        if (Pasted(syntax) is { Length: > 0 } pasted)
            return Report(compilation: null, [], pasted);

        var findings = ShapeRules.Of(this).ToImmutableArray();
        if (findings.Any(one => one.Id is LabIds.MainMethod or LabIds.EntryInClass))
            syntax = syntax.RemoveAll(one => one.Id == "CS7021");
        return findings.IsEmpty && syntax.IsEmpty ? [] : Report(compilation: null, syntax, findings);
    }

    /// <summary>What explains all errors of syntax at once, since they follow from it.</summary>
    private ImmutableArray<SnippetDiagnostic> Pasted(ImmutableArray<Diagnostic> syntax)
    {
        if (!syntax.IsEmpty && PastedAlong.Find(tree, syntax) is { } along)
            return [along];
        return [.. ForeignCharacters.Find(tree, syntax, SyntaxRewrites.Unclosed)];
    }

    /// <param name="compilation">Null where nothing was bound.</param>
    /// <param name="findings">Our own, already worded.</param>
    public IReadOnlyList<SnippetDiagnostic> Report(
        CSharpCompilation? compilation, ImmutableArray<Diagnostic> diagnostics, IReadOnlyCollection<SnippetDiagnostic> findings)
    {
        List<SnippetDiagnostic> said = [.. findings, .. notes];
        if (kind == TextKind.Snippet && compilation is not null)
            said.AddRange(LikelySlips.Find(compilation, tree));
        var heard = diagnostics.Where(one => one.Severity >= DiagnosticSeverity.Warning && !one.IsSuppressed)
            .OrderBy(one => one.Location.SourceSpan.Start).GroupBy(one => one.Severity).SelectMany(alike => alike.Take(Looked));
        foreach (var diagnostic in heard)
        {
            if (Rewrites.Say(new Finding(this, compilation, diagnostic)) is { } worded)
                said.Add(worded);
        }

        // A rewrite may leave a follower out, and never the last error that there is.
        if (!said.Exists(one => one.IsError) && diagnostics.FirstOrDefault(one => one.Severity == DiagnosticSeverity.Error) is { } only)
            said.Add(Rewrites.AsItIs(new Finding(this, compilation, only)));
        return Merge(said, syntaxOnly: compilation is null);
    }

    private static readonly string[] Repeats = ["CS0103", "CS0246", "CS0234", "CS0117", "CS1061"];

    private static SnippetDiagnostic Once(SnippetDiagnostic[] alike)
    {
        var lines = alike.Select(one => one.Line).Distinct().Skip(1).Take(5).ToArray();
        return lines.Length == 0 ? alike[0] : alike[0] with
        {
            Hint = $"{alike[0].Hint} The same in {(lines.Length == 1 ? "line" : "lines")} {string.Join(", ", lines)}.".TrimStart(),
        };
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
        if (syntaxOnly && said.Exists(one => one.Id == "CS1073"))
            said.RemoveAll(one => SyntaxRewrites.Unclosed.Contains(one.Id, StringComparer.Ordinal));
        if (syntaxOnly && said.Where(one => one.Message.EndsWith(SyntaxRewrites.NoWord, StringComparison.Ordinal)).Select(one => (int?)one.Line).Min() is { } foreign)
            said.RemoveAll(one => one.Line > foreign && one.Id.StartsWith("CS", StringComparison.Ordinal) && !one.Message.EndsWith(SyntaxRewrites.NoWord, StringComparison.Ordinal));
        // Where a brace or a head is wrong, what follows stands outside of its method.
        if (syntaxOnly && said.Where(one => one.Id.StartsWith("CS", StringComparison.Ordinal) && one.Id is not "CS7017").Select(one => (int?)one.Line).Min() is { } broken)
            said.RemoveAll(one => one.Line > broken && one.Id is LabIds.TopLevelReturn or "CS7017");
        else if (syntaxOnly && said.Exists(one => one.Id == LabIds.TopLevelReturn))
            said.RemoveAll(one => one.Id == "CS7017");

        // The same name that does not exist, or the same await that is missing, is one mistake wherever it shows.
        said = [.. said.GroupBy(one => (one.Id, one.Message, Own: Repeats.Contains(one.Id) ? 0 : one.Line)).Select(alike => Once([.. alike]))];
        // Without its await, a method has nothing to wait for.
        if (said.Exists(one => one.IsError))
            said.RemoveAll(one => one.Id == "CS1998");

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
