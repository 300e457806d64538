using System.Text.Json.Nodes;
using BackendLabs.DockerGate.Http;
using BackendLabs.DockerGate.Ports;

namespace BackendLabs.DockerGate;

/// <param name="Name">As the snippet knows it, without a slash.</param>
/// <param name="Listed">The Engine's own entry for it.</param>
internal sealed record RunContainer(string Id, string Name, JsonObject Listed)
{
    public string State => Listed["State"]?.GetValue<string>() ?? "";

    public bool IsOf(DockerRole role) =>
        Listed["Labels"]?[DockerLabels.Role]?.GetValue<string>() == (role == DockerRole.Student ? "student" : "judge");
}

/// <summary>
/// The containers of one run, asked of the Engine each time by our label: there is no second book that could differ,
/// and what has not this label does not exist for a snippet.
/// </summary>
internal sealed class RunContainers(EngineClient engine, EngineGatePolicy policy)
{
    private const int ShortestId = 12;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    /// <summary>All of the run, stopped ones too, newest first.</summary>
    public async Task<IReadOnlyList<RunContainer>> ListAsync(CancellationToken cancellationToken)
    {
        var answer = await engine.SendAsync(
            HttpMethod.Get, $"containers/json?all=1&filters={LabelFilter(DockerLabels.Run, policy.Run)}", null, Limit, cancellationToken);
        if (answer.Status != 200)
            throw new EngineGoneException($"The Docker Engine does not list containers: {answer.Status} {answer.Message()}");
        return [.. answer.Json().AsArray().OfType<JsonObject>()
            .Where(listed => listed["Labels"]?[DockerLabels.Role]?.GetValue<string>() != PortNamespace.Role)
            .Select(Read)];
    }

    /// <param name="name">A name, a full id, or the beginning of an id.</param>
    /// <exception cref="RequestRefusedException">None of this run's is called so; a foreign one answers alike.</exception>
    public async Task<RunContainer> FindAsync(string name, CancellationToken cancellationToken)
    {
        var all = await ListAsync(cancellationToken);
        var found = all.FirstOrDefault(container => container.Id == name) ?? all.FirstOrDefault(container => container.Name == name);
        if (found is null && name.Length >= ShortestId && name.All(char.IsAsciiHexDigitLower))
        {
            var begun = all.Where(container => container.Id.StartsWith(name, StringComparison.Ordinal)).ToList();
            found = begun.Count == 1 ? begun[0] : null;
        }

        return found ?? throw RequestRefusedException.NotFound($"No such container: {RequestTarget.Shown(name)}");
    }

    internal static string LabelFilter(string label, string? value) =>
        Uri.EscapeDataString(new JsonObject { ["label"] = new JsonArray(value is null ? label : $"{label}={value}") }.ToJsonString());

    private RunContainer Read(JsonObject listed)
    {
        var id = listed["Id"]!.GetValue<string>();
        var names = listed["Names"]?.AsArray().Select(name => name!.GetValue<string>().TrimStart('/')) ?? [];
        var ours = names.FirstOrDefault(name => name.StartsWith(policy.NamePrefix, StringComparison.Ordinal));
        return new RunContainer(id, ours?[policy.NamePrefix.Length..] ?? id[..ShortestId], listed);
    }
}
