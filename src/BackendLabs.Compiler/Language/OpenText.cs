using BackendLabs.Compiler.Entries;
using BackendLabs.Compiler.Pasting;
using BackendLabs.Compiler.Wording;
using BackendLabs.Contract;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace BackendLabs.Compiler.Language;

/// <summary>One text, parsed once and bound once.</summary>
internal sealed class OpenText
{
    private readonly GraderToCompiler.Inspect _request;
    private readonly TextInHand _inHand;
    private readonly Lazy<Task<IReadOnlyList<SnippetDiagnostic>>> _diagnostics;

    private OpenText(Document document, SyntaxTree tree, SyntaxNode root, SourceText text, GraderToCompiler.Inspect request, PreparedText prepared)
    {
        Document = document;
        Root = root;
        Text = text;
        _request = request;
        _inHand = new TextInHand(TextKind.Snippet, tree, request.Services, prepared.Notes) { Entries = ExpectedEntries.Names(request.Entries) };
        IsTooDeep = TreeGate.FirstTooDeep(root) is not null;
        _diagnostics = new(FindAsync);
    }

    public Document Document { get; }

    public SyntaxNode Root { get; }

    public SourceText Text { get; }

    /// <summary>Whether binding it could overflow the stack; then nothing but its diagnostics may be asked for.</summary>
    public bool IsTooDeep { get; }

    public static async Task<OpenText> ReadAsync(Document document, GraderToCompiler.Inspect request, PreparedText prepared)
    {
        var tree = (await document.GetSyntaxTreeAsync())!;
        return new OpenText(document, tree, await tree.GetRootAsync(), await tree.GetTextAsync(), request, prepared);
    }

    public async Task<SemanticModel> ModelAsync() => (await Document.GetSemanticModelAsync())!;

    /// <summary>The lab's own types; null where it has none.</summary>
    public async Task<IAssemblySymbol?> ContractAsync() => Contract((await Document.Project.GetCompilationAsync())!);

    /// <summary>What a compile of this text would say.</summary>
    public Task<IReadOnlyList<SnippetDiagnostic>> DiagnoseAsync() => _diagnostics.Value;

    private async Task<IReadOnlyList<SnippetDiagnostic>> FindAsync()
    {
        if (_inHand.RefuseShape() is { Count: > 0 } problems)
            return problems;
        var compilation = (CSharpCompilation)(await Document.Project.GetCompilationAsync())!;
        var findings = SnippetCompile.Findings(compilation, Contract(compilation), _request.Entries, _request.Services.Values);
        var diagnostics = compilation.GetDiagnostics();
        if (findings.Count == 0 && IsRewritten() && !diagnostics.Any(one => one.Severity == DiagnosticSeverity.Error))
            diagnostics = Emission.Emit(compilation).Diagnostics;
        return _inHand.Report(compilation, diagnostics, findings);
    }

    /// <summary>Whether methods become state machines: what cannot live in one is found only where they are made.</summary>
    private bool IsRewritten() => Root.DescendantNodes().Any(node => node is AwaitExpressionSyntax or YieldStatementSyntax);

    private IAssemblySymbol? Contract(Compilation compilation) =>
        _request.ContractAssembly is null ? null : (IAssemblySymbol?)compilation.GetAssemblyOrModuleSymbol(compilation.References.Last());
}
