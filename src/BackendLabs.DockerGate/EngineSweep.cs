using System.Text.Json.Nodes;

namespace BackendLabs.DockerGate;

/// <summary>Removes what bears a label of ours.</summary>
internal static class EngineSweep
{
    private const int Tries = 20;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <exception cref="EngineGoneException">The Engine does not answer, or something stays.</exception>
    public static async Task RemoveAsync(EngineClient engine, string label, string value, CancellationToken cancellationToken)
    {
        // A removal that somebody else has begun answers 409, and ends a little later: look again until nothing is left.
        for (var attempt = 0; attempt < Tries; attempt++)
        {
            var containers = await ListAsync(engine, "containers/json?all=1&", label, value, cancellationToken);
            await Task.WhenAll(containers.Select(container => engine.SendAsync(
                HttpMethod.Delete, $"containers/{Id(container)}?force=1&v=1", null, Limit, cancellationToken)));
            var networks = await ListAsync(engine, "networks?", label, value, cancellationToken);
            foreach (var network in networks)
                await engine.SendAsync(HttpMethod.Delete, $"networks/{Id(network)}", null, Limit, cancellationToken);
            if (containers.Count + networks.Count == 0)
                return;
            if (attempt > 0)
                await Task.Delay(Pause, cancellationToken);
        }

        throw new EngineGoneException($"Containers with the label {label}={value} stay on the Docker Engine.");
    }

    /// <param name="path">Ends with <c>?</c> or <c>&amp;</c>.</param>
    /// <param name="value">Null for any.</param>
    public static async Task<IReadOnlyList<JsonObject>> ListAsync(
        EngineClient engine, string path, string label, string? value, CancellationToken cancellationToken)
    {
        var answer = await engine.SendAsync(
            HttpMethod.Get, $"{path}filters={RunContainers.LabelFilter(label, value)}", null, Limit, cancellationToken);
        return answer.Status == 200
            ? [.. answer.Json().AsArray().OfType<JsonObject>()]
            : throw new EngineGoneException($"The Docker Engine does not list: {answer.Status} {answer.Message()}");
    }

    private static string Id(JsonObject entry) => entry["Id"]!.GetValue<string>();
}
