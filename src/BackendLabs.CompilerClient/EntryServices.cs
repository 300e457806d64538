using BackendLabs.Contract;
using BackendLabs.Contract.Services;
using BackendLabs.Labs;

namespace BackendLabs.CompilerClient;

/// <summary>Which of an entry's parameters are filled by the host and which by the caller.</summary>
internal static class EntryServices
{
    // An entry names types without their namespaces.
    private static readonly Dictionary<string, string> Injected = new(
        ServiceKinds.All.SelectMany(home => home.Parameters.Select(type => KeyValuePair.Create(type.Split('.')[^1], home.Kind))),
        StringComparer.Ordinal)
    {
        ["TimeProvider"] = "time",
        ["CancellationToken"] = "cancellation",
    };

    public static EntrySignature ToSignature(LabEntry entry) => new(
        entry.Name,
        entry.ReturnType,
        [.. entry.Parameters.Select(p => new EntryParameter(p.Type, p.Name, Injected.GetValueOrDefault(p.Type)))]);
}
