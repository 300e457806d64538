using BackendLabs.Contract;
using BackendLabs.Labs;

namespace BackendLabs.CompilerClient;

/// <summary>Which of an entry's parameters are filled by the host and which by the caller.</summary>
internal static class EntryServices
{
    private static readonly Dictionary<string, string> Injected = new(StringComparer.Ordinal)
    {
        ["SqliteConnection"] = "sqlite",
        ["IDatabase"] = "redis",
        ["DockerClient"] = "docker",
        ["IDockerClient"] = "docker",
        ["HttpClient"] = "http",
        ["TimeProvider"] = "time",
        ["CancellationToken"] = "cancellation",
    };

    public static EntrySignature ToSignature(LabEntry entry) => new(
        entry.Name,
        entry.ReturnType,
        [.. entry.Parameters.Select(p => new EntryParameter(p.Type, p.Name, Injected.GetValueOrDefault(p.Type)))]);
}
