using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace BackendLabs.Compiler.Wording;

/// <summary>One of Roslyn's diagnostics with all that a rewrite may want to look at.</summary>
internal sealed class Finding(TextInHand text, CSharpCompilation? compilation, Diagnostic diagnostic)
{
    private SyntaxNode? _node;
    private string[]? _quoted;

    public TextInHand Text => text;

    public Diagnostic Diagnostic => diagnostic;

    public string Id => diagnostic.Id;

    public string Message => diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture);

    public int Position => diagnostic.Location.SourceSpan.Start;

    public SyntaxNode Root => text.Tree.GetRoot();

    /// <summary>The smallest node that covers the place.</summary>
    public SyntaxNode Node => _node ??= Root.FindNode(diagnostic.Location.SourceSpan, findInsideTrivia: false, getInnermostNodeForTie: true);

    /// <summary>The text at the place.</summary>
    public string Written => text.Tree.GetText().ToString(diagnostic.Location.SourceSpan);

    public CSharpCompilation Compilation => compilation ?? throw new InvalidOperationException($"{Id} is no syntax error.");

    public SemanticModel Model => Compilation.GetSemanticModel(text.Tree);

    /// <summary>What Roslyn's message quotes, in order: its arguments are not public, but stand between single quotes.</summary>
    public string Quoted(int at)
    {
        _quoted ??= [.. Message.Split('\'').Where((_, index) => index % 2 == 1)];
        return at < _quoted.Length ? _quoted[at] : "";
    }
}
