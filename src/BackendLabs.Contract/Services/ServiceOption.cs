namespace BackendLabs.Contract.Services;

/// <summary>What <c>lab.yaml</c> may switch on or off for a service, e.g. <c>efcore: true</c>.</summary>
/// <param name="Name">The field in <c>lab.yaml</c>. No service's kind has the same name.</param>
public sealed record ServiceOption(string Name) : ICompiledWith
{
    public string Noun { get; init; } = "";

    public bool IsOnByDefault { get; init; }

    /// <summary>The word that a lesson must have where a lab switches this off, so that its students know; null where none is wanted.</summary>
    public string? WordWhereOff { get; init; }

    public IReadOnlyList<string> Imports { get; init; } = [];

    public IReadOnlyList<string> Libraries { get; init; } = [];

    public IReadOnlyList<string> EditorLibraries { get; init; } = [];

    public IReadOnlyList<string> KnownTypes { get; init; } = [];

    /// <summary>Whether it adds anything to what texts are compiled with.</summary>
    public bool IsCompiledWith => Imports.Count > 0 || Libraries.Count > 0;
}
