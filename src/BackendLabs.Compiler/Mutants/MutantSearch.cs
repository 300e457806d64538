using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using BackendLabs.Contract;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace BackendLabs.Compiler.Mutants;

/// <summary>Derives small wrongs from a lab's reference, and compiles each as a student's snippet would be.</summary>
internal sealed class MutantSearch(ReferenceShelf shelf, SnippetCompile snippets)
{
    // What says most about the mistake comes first: of two that are the same text the first is kept.
    private static readonly Func<ReferenceText, IEnumerable<Mutation>>[] Rewrites =
    [
        OfServices, TransactionRewrites.Of, LifetimeRewrites.Of, ParameterRewrites.Of, SqlRewrites.Of,
        ConditionRewrites.Of, ResultRewrites.Of,
    ];

    public CompilerToGrader Find(GraderToCompiler.FindMutants request)
    {
        var asSnippet = new GraderToCompiler.CompileSnippet(request.Id, request.Source, request.FileName, request.Services, request.Entries, request.ContractAssembly);
        var reference = snippets.Compile(asSnippet);
        if (reference.Assembly is null)
            return reference;

        var mutants = new List<Mutant>();
        var uncompiled = 0;
        foreach (var (misstep, text) in Texts(request))
        {
            var compiled = snippets.Compile(asSnippet with { Source = text });
            if (compiled.Assembly is null)
                uncompiled++;
            else
                mutants.Add(Named(request.Source, misstep, text, compiled, mutants));
        }

        return reference with { Assembly = null, Symbols = null, Diagnostics = [], Mutants = new MutantSet(mutants, uncompiled) };
    }

    /// <summary>Every rewrite once, by line.</summary>
    public IEnumerable<(Mutation Mutation, string Text)> Texts(GraderToCompiler.FindMutants request)
    {
        var tree = Emission.Parse(request.Source, request.FileName, SourceCodeKind.Script);
        var kinds = request.Services.Values;
        var compilation = CSharpCompilation.CreateScriptCompilation(
            "reference", tree, shelf.For(kinds, request.ContractAssembly), Emission.Options(Imports.For(kinds)), returnType: typeof(object));
        var reference = new ReferenceText(tree, compilation.GetSemanticModel(tree));
        var known = new HashSet<string>(StringComparer.Ordinal) { request.Source };
        return Rewrites.SelectMany(rewrite => rewrite(reference))
            .Select(misstep => (misstep, reference.Text.WithChanges(misstep.Changes.OrderBy(change => change.Span.Start)).ToString()))
            .Where(one => known.Add(one.Item2))
            .ToList()
            .OrderBy(one => one.misstep.Position);
    }

    private static IEnumerable<Mutation> OfServices(ReferenceText reference) =>
        ServiceList.All.SelectMany(home => home.MutationsOf(reference));

    private static Mutant Named(string source, Mutation misstep, string text, CompilerToGrader compiled, List<Mutant> before)
    {
        var lines = UnifiedDiff.Lines(source, text);
        var line = source.AsSpan(0, misstep.Position).Count('\n') + 1;
        var number = before.Count(other => other.Kind == misstep.Kind && other.Line == line) + 1;
        var words = string.Join('\n', lines.Where(one => one.Mark != ' ').Select(one => one.Mark + one.Line.Trim()));
        // The same edit of the same line elsewhere is another mutant.
        string id;
        var repeat = 0;
        do
        {
            var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{misstep.Kind}\n{words}\n{repeat++}")))[..Mutant.HashLength];
            id = string.Create(CultureInfo.InvariantCulture, $"{misstep.Kind}-{line}.{number}-{hash}");
        }
        while (before.Exists(other => Mutant.IsSame(other.Id, id)));
        return new Mutant(id, misstep.Kind, line, misstep.Description, UnifiedDiff.Write(lines), text, compiled.Assembly!, compiled.Symbols!);
    }
}
