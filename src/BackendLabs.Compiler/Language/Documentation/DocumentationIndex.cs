using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.Win32.SafeHandles;

namespace BackendLabs.Compiler.Language.Documentation;

/// <summary>
/// Where in which XML file each member's documentation stands. The files are tens of megabytes; only places are
/// kept, found when the first is asked for.
/// </summary>
/// <param name="files">XML documentation files. Where there are none, nothing is known of anything.</param>
internal sealed class DocumentationIndex(IEnumerable<string> files)
{
    /// <summary>Longer than any member's; what a broken file makes longer is not read.</summary>
    private const int LongestMember = 64 * 1024;

    /// <summary>So many members may refer to one another before the words come.</summary>
    private const int LongestReference = 4;

    private static readonly byte[] Opening = "<member name=\""u8.ToArray();
    private static readonly byte[] Closing = "</member>"u8.ToArray();

    private readonly Lazy<Dictionary<ulong, Place>> _places = new(() => Find(files));

    /// <summary>What is written about a symbol, or about the one that it overrides or implements.</summary>
    /// <returns>Null where nothing is known.</returns>
    public MemberDocumentation? Of(ISymbol? symbol)
    {
        if (symbol is IMethodSymbol { ReducedFrom: { } extension })
            symbol = extension;
        if (symbol is IMethodSymbol { AssociatedSymbol: { } owner })
            symbol = owner;
        foreach (var candidate in Candidates(symbol?.OriginalDefinition))
        {
            // A student's own have none: the text is parsed without.
            if (candidate.Locations.Any(location => location.IsInSource))
                continue;
            if (candidate.GetDocumentationCommentId() is { } id && Read(id) is { Summary: not null } found)
                return found;
        }

        return null;
    }

    private static IEnumerable<ISymbol> Candidates(ISymbol? symbol)
    {
        if (symbol is null)
            yield break;
        yield return symbol;
        for (var one = Overridden(symbol); one is not null; one = Overridden(one))
            yield return one.OriginalDefinition;
        if (symbol is IMethodSymbol { MethodKind: MethodKind.Constructor })
            yield return symbol.ContainingType;
        if (symbol is not (IMethodSymbol or IPropertySymbol) || symbol.ContainingType is not { } type)
            yield break;
        foreach (var member in type.AllInterfaces.SelectMany(contract => contract.GetMembers(symbol.Name)))
        {
            if (SymbolEqualityComparer.Default.Equals(type.FindImplementationForInterfaceMember(member), symbol))
                yield return member.OriginalDefinition;
        }
    }

    private static ISymbol? Overridden(ISymbol symbol) => symbol switch
    {
        IMethodSymbol method => method.OverriddenMethod,
        IPropertySymbol property => property.OverriddenProperty,
        _ => null,
    };

    // Libraries refer from one overload to another; a circle of them ends somewhere.
    private MemberDocumentation? Read(string id, int steps = LongestReference)
    {
        if (!_places.Value.TryGetValue(Hash(Encoding.UTF8.GetBytes(id)), out var place))
            return null;
        var bytes = new byte[place.Length];
        var read = RandomAccess.Read(place.File, bytes, place.Offset);
        var found = MemberDocumentation.Parse(Encoding.UTF8.GetString(bytes, 0, read));
        return found is { Summary: null, InheritsFrom: { } other } && steps > 0 ? Read(other, steps - 1) : found;
    }

    private static Dictionary<ulong, Place> Find(IEnumerable<string> files)
    {
        var places = new Dictionary<ulong, Place>();
        foreach (var file in files)
            AddPlaces(places, file);
        return places;
    }

    private static void AddPlaces(Dictionary<ulong, Place> places, string file)
    {
        var content = File.ReadAllBytes(file).AsSpan();
        var handle = File.OpenHandle(file);
        var at = 0;
        while (content[at..].IndexOf(Opening) is >= 0 and var opening)
        {
            var start = at + opening;
            var name = content[(start + Opening.Length)..];
            var quote = name.IndexOf((byte)'"');
            var end = content[start..].IndexOf(Closing);
            if (quote < 0 || end < 0)
                return;
            var length = end + Closing.Length;
            if (length <= LongestMember)
                places.TryAdd(Hash(name[..quote]), new Place(handle, start, length));
            at = start + length;
        }
    }

    /// <summary>FNV-1a: short, and with two hundred thousand names a clash is a matter of one in a billion.</summary>
    private static ulong Hash(ReadOnlySpan<byte> name)
    {
        var hash = 14695981039346656037UL;
        foreach (var letter in name)
            hash = (hash ^ letter) * 1099511628211UL;
        return hash;
    }

    private readonly record struct Place(SafeFileHandle File, int Offset, int Length);
}
