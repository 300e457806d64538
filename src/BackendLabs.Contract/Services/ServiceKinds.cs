namespace BackendLabs.Contract.Services;

/// <summary>The kinds of service that a lab may have.</summary>
public static class ServiceKinds
{
    private static readonly Dictionary<string, ServiceHome> ByKind = All.ToDictionary(home => home.Kind, StringComparer.Ordinal);

    private static readonly Dictionary<string, ICompiledWith> Compiled = All
        .SelectMany(home => home.Options.Select(option => KeyValuePair.Create<string, ICompiledWith>(option.Name, option)).Prepend(new(home.Kind, home)))
        .ToDictionary(StringComparer.Ordinal);

    /// <summary>In the order of the closed list.</summary>
    public static IReadOnlyList<ServiceHome> All => ServiceList.All;

    /// <summary>Files of labs and shared folders that fill a service, in the order of the closed list.</summary>
    public static IReadOnlyList<string> SeedFiles { get; } = [.. All.Select(home => home.SeedFile).OfType<string>()];

    public static ServiceHome? Find(string kind) => ByKind.GetValueOrDefault(kind);

    /// <exception cref="ArgumentException">There is no such kind.</exception>
    public static ServiceHome Of(string kind) => Find(kind) ?? throw new ArgumentException($"'{kind}' is no kind of service.", nameof(kind));

    /// <summary>Of a kind, or of an option by its name: messages to the compiler name both alike. Null where there is neither.</summary>
    public static ICompiledWith? CompiledWith(string kindOrOption) => Compiled.GetValueOrDefault(kindOrOption);
}
