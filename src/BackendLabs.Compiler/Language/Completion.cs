using BackendLabs.Contract;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Recommendations;

namespace BackendLabs.Compiler.Language;

/// <summary>What may stand at a place: after a dot its members, else the names in scope and the words of the language.</summary>
internal sealed class Completion(OpenText text, ShownSymbols shown)
{
    private const int Listed = 200;

    /// <summary>A Redis database has more than four hundred; all of them are there to be looked through.</summary>
    private const int MembersListed = 500;

    public async Task<LanguageAnswer.Completions?> AtAsync(int position)
    {
        if (Surroundings.IsNoCode(text.Root, position))
            return null;
        var written = Written(position);
        var place = new CompletionPlace(
            await text.ModelAsync(), text.Root.FindToken(Math.Max(0, position - written.Length)), position - written.Length, await text.ContractAsync());
        var found = await Recommender.GetRecommendedSymbolsAtPositionAsync(text.Document, position);
        var members = ObjectInitializers.MembersAt(place);
        var words = found.Concat(members)
            .Where(Symbols.IsWritable)
            .GroupBy(symbol => symbol.Name, StringComparer.Ordinal)
            .Where(same => NameMatch.Of(same.Key, written) is not null)
            .Select(same => same.Where(symbol => !Symbols.IsHidden(symbol)).ToArray())
            .Where(same => same.Length > 0)
            .Select(same => Candidate.Of(same, place))
            .Concat(Keywords(place, found.Any()))
            .Select(candidate => (Candidate: candidate, Nearness: NameMatch.Of(candidate.Name, written)))
            .Where(pair => pair.Nearness is not null)
            .OrderBy(pair => pair.Nearness)
            .ThenBy(pair => pair.Candidate.Rank)
            .ThenBy(pair => pair.Candidate.Name, StringComparer.OrdinalIgnoreCase)
            .ThenBy(pair => pair.Candidate.Name, StringComparer.Ordinal)
            .Select(pair => pair.Candidate)
            .ToArray();
        var most = place.IsAfterDot ? MembersListed : Listed;
        return new LanguageAnswer.Completions([.. words.Take(most).Select(Word)], words.Length > most);
    }

    /// <summary>The part of a name that stands before the caret.</summary>
    private string Written(int position)
    {
        var start = position;
        while (start > 0 && SyntaxFacts.IsIdentifierPartCharacter(text.Text[start - 1]))
            start--;
        return text.Text.ToString(new(start, position - start));
    }

    // Where no name fits (the one that is being declared), no keyword does.
    private static IEnumerable<Candidate> Keywords(CompletionPlace place, bool namesFit) =>
        !namesFit || place.IsAfterDot || place.Before.Parent?.FirstAncestorOrSelf<UsingDirectiveSyntax>() is not null
            ? []
            : CompletionKeywords.All.Select(word => new Candidate(word, "keyword", CandidateRank.Keyword, []));

    private CompletionWord Word(Candidate candidate)
    {
        if (candidate.Symbols is not [var first, ..])
            return new CompletionWord(candidate.Name, candidate.Kind, Detail: null, Documentation: null, Insert: null, IsDeprecated: false);
        var insert = SyntaxFacts.GetKeywordKind(first.Name) == SyntaxKind.None ? null : "@" + first.Name;
        var (line, summary, isDeprecated) = shown.Of(first);
        var overloads = candidate.Symbols.OfType<IMethodSymbol>().Count() - 1;
        return new CompletionWord(
            candidate.Name, candidate.Kind, overloads > 0 ? $"{line} (+ {Wording.Words.Count(overloads, "overload")})" : line, summary, insert,
            isDeprecated && candidate.Symbols.All(Symbols.IsDeprecated));
    }
}

/// <summary>Where something is to be completed.</summary>
/// <param name="Token">The token that begins at the place or covers it.</param>
/// <param name="Start">Where the name begins that is being written.</param>
/// <param name="Contract">The lab's own types.</param>
internal sealed record CompletionPlace(SemanticModel Model, SyntaxToken Token, int Start, IAssemblySymbol? Contract)
{
    /// <summary>The last token that ends before the name.</summary>
    public SyntaxToken Before { get; } = Token.SpanStart >= Start || Token.Span.End > Start ? Token.GetPreviousToken() : Token;

    public bool IsAfterDot => Before.Kind() is SyntaxKind.DotToken or SyntaxKind.ColonColonToken or SyntaxKind.MinusGreaterThanToken;
}

/// <summary>In a list, first what is nearest to the student's own code.</summary>
internal enum CandidateRank
{
    Local,
    Own,
    Contract,
    Member,
    Extension,
    Keyword,
    Type,
    OfEveryObject,
    Namespace,
}

/// <summary>One name and all that it may stand for.</summary>
internal sealed record Candidate(string Name, string Kind, CandidateRank Rank, IReadOnlyList<ISymbol> Symbols)
{
    public static Candidate Of(IReadOnlyList<ISymbol> symbols, CompletionPlace place) =>
        new(symbols[0].Name, Language.Symbols.Kind(symbols[0]), RankOf(symbols[0], place), symbols);

    private static CandidateRank RankOf(ISymbol symbol, CompletionPlace place) => symbol switch
    {
        ILocalSymbol or IParameterSymbol or IRangeVariableSymbol => CandidateRank.Local,
        INamespaceSymbol => place.IsAfterDot ? CandidateRank.Member : CandidateRank.Namespace,
        IMethodSymbol { Name: "Equals" or "GetHashCode" or "GetType" or "ToString" or "ReferenceEquals" or "Deconstruct" } => CandidateRank.OfEveryObject,
        _ when symbol.ContainingAssembly is { } assembly && SymbolEqualityComparer.Default.Equals(assembly, place.Contract) => CandidateRank.Contract,
        _ when symbol.Locations.Any(location => location.IsInSource) => CandidateRank.Own,
        IMethodSymbol { MethodKind: MethodKind.ReducedExtension } => CandidateRank.Extension,
        ITypeSymbol => CandidateRank.Type,
        _ => CandidateRank.Member,
    };
}
