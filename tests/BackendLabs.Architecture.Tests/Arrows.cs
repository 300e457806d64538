namespace BackendLabs.Architecture.Tests;

/// <summary>
/// Which project may reference which. A new row needs a new process, a new trust boundary or an independent consumer;
/// a new arrow needs a file in <c>docs/decisions/</c>.
/// </summary>
internal static class Arrows
{
    public static readonly IReadOnlyDictionary<string, string[]> Allowed = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["BackendLabs.Labs"] = [],
        ["BackendLabs.Contract"] = [],
        ["BackendLabs.Compiler"] = ["BackendLabs.Contract"],
        ["BackendLabs.SnippetHost"] = ["BackendLabs.Contract"],
        ["BackendLabs.Judge"] = ["BackendLabs.Contract"],
        ["BackendLabs.Runner"] = ["BackendLabs.Labs", "BackendLabs.Contract"],
        ["BackendLabs.Store"] = ["BackendLabs.Labs"],
        ["BackendLabs.Web"] = ["BackendLabs.Labs", "BackendLabs.Store", "BackendLabs.Runner"],
        ["BackendLabs.Cli"] = ["BackendLabs.Labs", "BackendLabs.Runner", "BackendLabs.Store"],
    };

    /// <summary>Projects under <c>tests/</c> beside one <c>.Tests</c> for each project above.</summary>
    public static readonly IReadOnlyList<string> OtherTestProjects =
    [
        "BackendLabs.Architecture.Tests",
        "BackendLabs.Integration.Tests",
        "BackendLabs.Attacks.Tests",
        "BackendLabs.Browser.Tests",
        "BackendLabs.Benchmarks",
        "BackendLabs.Decorators",
        "BackendLabs.Testing",
    ];
}
