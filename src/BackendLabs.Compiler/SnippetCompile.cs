using BackendLabs.Compiler.Entries;
using BackendLabs.Compiler.Pasting;
using BackendLabs.Compiler.Wording;
using BackendLabs.Contract;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace BackendLabs.Compiler;

/// <summary>A student's script, checked against the lab's entries before it is emitted.</summary>
internal sealed class SnippetCompile(ReferenceShelf shelf)
{
    public CompilerToGrader Compile(GraderToCompiler.CompileSnippet request)
    {
        var prepared = PreparedText.Of(request.Source);
        if (prepared.Refusal is { } refusal)
            return Replies.Refused(request.Id, refusal);

        var tree = Emission.Parse(prepared.Text, request.FileName, SourceCodeKind.Script);
        var text = new TextInHand(TextKind.Snippet, tree, request.Services, prepared.Notes) { Entries = ExpectedEntries.Names(request.Entries) };
        if (text.RefuseShape() is { Count: > 0 } problems)
            return Replies.Refused(request.Id, problems);

        var kinds = request.Services.Values;
        var references = shelf.For(kinds, request.ContractAssembly);
        var compilation = CSharpCompilation.CreateScriptCompilation(
            Emission.NameFor("snippet", request.FileName, request.Source, string.Join(',', kinds)),
            tree,
            references,
            Emission.Options(Imports.For(kinds)),
            returnType: typeof(object));
        var contract = request.ContractAssembly is null ? null : (IAssemblySymbol?)compilation.GetAssemblyOrModuleSymbol(references[^1]);

        var findings = Findings(compilation, contract, request.Entries, kinds);
        if (findings.Count > 0)
            return Replies.Refused(request.Id, text.Report(compilation, compilation.GetDiagnostics(), findings));

        var (assembly, symbols, diagnostics) = Emission.Emit(compilation);
        return Replies.Of(request.Id, assembly, symbols, text.Report(compilation, diagnostics, []));
    }

    /// <summary>What a lab has against a snippet that Roslyn may have nothing against.</summary>
    /// <param name="contract">Null where the lab has none.</param>
    public static IReadOnlyCollection<SnippetDiagnostic> Findings(
        CSharpCompilation compilation, IAssemblySymbol? contract, IReadOnlyList<string> entries, IEnumerable<string> kinds) =>
        [.. ContractNames.Repeated(compilation.SyntaxTrees[0], contract), .. new EntryRules(compilation, entries, kinds).Check()];
}
