namespace BackendLabs.DockerGate;

/// <summary>Clears away what a grader left that was killed before it could.</summary>
internal static class DockerReaper
{
    /// <param name="ownerIsAlive">Told an owner as its gates' policies named it.</param>
    /// <returns>The dead owners whose containers and networks were removed.</returns>
    /// <exception cref="EngineGoneException">The Engine does not answer, or something stays.</exception>
    public static async Task<IReadOnlyList<string>> RemoveLeftAsync(
        DockerEngine engine, Func<string, bool> ownerIsAlive, CancellationToken cancellationToken)
    {
        var containers = await EngineSweep.ListAsync(engine.Client, "containers/json?all=1&", DockerLabels.Owner, null, cancellationToken);
        var networks = await EngineSweep.ListAsync(engine.Client, "networks?", DockerLabels.Owner, null, cancellationToken);
        var dead = containers.Concat(networks)
            .Select(entry => entry["Labels"]?[DockerLabels.Owner]?.GetValue<string>())
            .OfType<string>()
            .Distinct(StringComparer.Ordinal)
            .Where(owner => !ownerIsAlive(owner))
            .ToList();
        foreach (var owner in dead)
            await EngineSweep.RemoveAsync(engine.Client, DockerLabels.Owner, owner, cancellationToken);
        return dead;
    }
}
