namespace BackendLabs.Contract;

/// <summary>Whether a layer of the sandbox holds on this machine.</summary>
/// <param name="State"><c>active</c>, <c>missing</c> or <c>impossible</c>.</param>
/// <param name="Reason">Why it is not active; where it is, by what other means than usual, or null.</param>
/// <param name="Remedy">What would make it active; null where nothing would, or it is.</param>
public sealed record LayerState(string Name, string State, string? Reason, string? Remedy);

/// <summary>Whether labs can have a kind of service on this machine.</summary>
/// <param name="Available">Whether labs that need it can run.</param>
/// <param name="Detail">Which one, with version and place; or why there is none.</param>
/// <param name="Remedy">One line that says how to get it; null where it is there.</param>
public sealed record ServiceState(string Kind, bool Available, string Detail, string? Remedy);
