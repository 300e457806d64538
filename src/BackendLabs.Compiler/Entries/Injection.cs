using BackendLabs.Contract.Services;
using Microsoft.CodeAnalysis;

namespace BackendLabs.Compiler.Entries;

/// <summary>Parameters that are filled by their type, and the kind of service that a lab needs for it; null where every lab has it.</summary>
internal static class Injection
{
    private static readonly (string Type, string? Kind)[] Known =
    [
        .. ServiceKinds.All.SelectMany(home => home.Parameters.Select(type => (type, (string?)home.Kind))),
        ("System.TimeProvider", null),
        ("System.Threading.CancellationToken", null),
    ];

    public static bool Fills(ITypeSymbol type, IReadOnlyCollection<string> kinds)
    {
        foreach (var (name, kind) in Known)
        {
            if (TypeComparison.Is(type, name))
                return kind is null || kinds.Contains(kind);
        }

        return false;
    }
}
