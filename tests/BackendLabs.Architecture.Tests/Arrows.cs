namespace BackendLabs.Architecture.Tests;

/// <summary>
/// Which project may reference which. A new row needs a new process, a new trust boundary or an independent consumer;
/// a new arrow needs a file in <c>docs/decisions/</c>.
/// </summary>
internal static class Arrows
{
    public static readonly IReadOnlyDictionary<string, string[]> Allowed = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["BackendLabs.Contract"] = [],
        ["BackendLabs.Labs"] = ["BackendLabs.Contract"],
        ["BackendLabs.DockerGate"] = ["BackendLabs.Contract"],
        ["BackendLabs.Sandbox"] = ["BackendLabs.Contract", "BackendLabs.DockerGate"],
        ["BackendLabs.Compiler"] = ["BackendLabs.Contract"],
        ["BackendLabs.SnippetHost"] = ["BackendLabs.Contract"],
        ["BackendLabs.Judge"] = ["BackendLabs.Contract"],
        ["BackendLabs.CompilerClient"] = ["BackendLabs.Labs", "BackendLabs.Contract", "BackendLabs.Sandbox"],
        ["BackendLabs.Grader"] = ["BackendLabs.Labs", "BackendLabs.Contract", "BackendLabs.Sandbox", "BackendLabs.DockerGate", "BackendLabs.CompilerClient"],
        ["BackendLabs.Store"] = ["BackendLabs.Labs", "BackendLabs.Contract"],
        ["BackendLabs.Sessions"] = ["BackendLabs.Labs", "BackendLabs.Contract", "BackendLabs.Store"],
        ["BackendLabs.Web"] = ["BackendLabs.Labs", "BackendLabs.Contract", "BackendLabs.Store", "BackendLabs.Sessions", "BackendLabs.CompilerClient"],
        ["BackendLabs.Cli"] = ["BackendLabs.Labs", "BackendLabs.Contract", "BackendLabs.Grader", "BackendLabs.Store", "BackendLabs.Sessions"],
    };

    /// <summary>Projects under <c>tests/</c> beside one <c>.Tests</c> for each project above.</summary>
    public static readonly IReadOnlyList<string> OtherTestProjects =
    [
        "BackendLabs.Architecture.Tests",
        "BackendLabs.Integration.Tests",
        "BackendLabs.Attacks.Tests",
        "BackendLabs.Browser.Tests",
        "BackendLabs.Faults.Tests",
        "BackendLabs.Benchmarks",
        "BackendLabs.Decorators",
        "BackendLabs.Peer",
        "BackendLabs.Testing",
    ];
}
