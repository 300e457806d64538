namespace BackendLabs.Compiler;

/// <summary>The kinds of service as <c>lab.yaml</c> writes them.</summary>
internal static class ServiceKinds
{
    public const string Sqlite = "sqlite";
    public const string Redis = "redis";
    public const string Docker = "docker";
    public const string Http = "http";

    /// <summary>No service of its own: what a lab's <c>efcore: true</c> adds to its database.</summary>
    public const string EfCore = "efcore";
}

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
            names.AddRange(Of(kind));
        return names;
    }

    public static IReadOnlyList<string> Of(string kind) => kind switch
    {
        ServiceKinds.Sqlite => ["Microsoft.Data.Sqlite"],
        ServiceKinds.Redis => ["StackExchange.Redis"],
        ServiceKinds.Docker => ["Docker.DotNet", "Docker.DotNet.Models"],
        ServiceKinds.EfCore => ["Microsoft.EntityFrameworkCore"],
        ServiceKinds.Http => ["System.Net", "System.Net.Http", "System.Net.Http.Json"],
        _ => [],
    };
}
