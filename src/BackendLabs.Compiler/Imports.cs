using BackendLabs.Contract.Services;

namespace BackendLabs.Compiler;

/// <summary>Namespaces that are open without a <c>using</c>.</summary>
internal static class Imports
{
    public static readonly IReadOnlyList<string> Always =
    [
        "System",
        "System.Collections.Generic",
        "System.Linq",
        "System.Threading",
        "System.Threading.Tasks",
        "System.Text",
        "System.Text.Json",
        "System.Globalization",
    ];

    public static IReadOnlyList<string> For(IEnumerable<string> kinds)
    {
        var names = new List<string>(Always);
        foreach (var kind in kinds.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
            names.AddRange(ServiceKinds.CompiledWith(kind)?.Imports ?? []);
        return names;
    }
}
