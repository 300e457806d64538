using System.Runtime.CompilerServices;
using BackendLabs.Compiler.Language.Documentation;
using Microsoft.CodeAnalysis;

namespace BackendLabs.Compiler.Language;

/// <summary>
/// How a list shows a symbol. Those of libraries are the same at every key press, and a list has hundreds, so that what
/// was made for one is kept for as long as Roslyn keeps the symbol.
/// </summary>
internal sealed class ShownSymbols(DocumentationIndex documentation)
{
    private const int SummaryLength = 240;

    private readonly ConditionalWeakTable<ISymbol, Shown> _known = [];

    public Shown Of(ISymbol symbol) => _known.GetValue(symbol, Show);

    private Shown Show(ISymbol symbol) => new(
        Symbols.Line(symbol), Symbols.Short(documentation.Of(symbol)?.Summary, SummaryLength), Symbols.IsDeprecated(symbol));
}

/// <param name="Summary">Null where nothing is known.</param>
internal sealed record Shown(string Line, string? Summary, bool IsDeprecated);
