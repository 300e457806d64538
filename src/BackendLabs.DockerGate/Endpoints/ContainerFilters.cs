using System.Text;
using System.Text.Json;
using BackendLabs.DockerGate.Http;

namespace BackendLabs.DockerGate.Endpoints;

/// <summary>
/// The filters of <c>GET /containers/json</c>, applied here to the run's own containers: none of their text reaches the Engine.
/// </summary>
internal sealed class ContainerFilters
{
    private const int MostValues = 16;
    private static readonly string[] s_states = ["created", "restarting", "running", "removing", "paused", "exited", "dead"];

    private readonly IReadOnlyList<string> _status;
    private readonly IReadOnlyList<string> _names;
    private readonly IReadOnlyList<string> _labels;
    private readonly IReadOnlyList<string> _ancestors;
    private readonly IReadOnlyList<string> _ids;

    private ContainerFilters(StrictObject? filters)
    {
        _status = Values(filters, "status");
        _names = [.. Values(filters, "name").Select(name => name.TrimStart('^').TrimStart('/'))];
        _labels = Values(filters, "label");
        _ancestors = Values(filters, "ancestor");
        _ids = Values(filters, "id");
        filters?.Done();
        foreach (var state in _status.Where(state => !s_states.Contains(state, StringComparer.Ordinal)))
            throw RequestRefusedException.Mistake($"The status '{RequestTarget.Shown(state)}' is none of {string.Join(", ", s_states)}.");
    }

    /// <summary>Asking for a state shows stopped containers too, as on the Engine.</summary>
    public bool ShowsAll => _status.Count > 0;

    public static ContainerFilters Parse(string? json) =>
        new(json is null ? null : StrictObject.Parse(Encoding.UTF8.GetBytes(json)));

    public bool Match(RunContainer container)
    {
        var labels = Views.Labels(container.Listed);
        return Any(_status, state => container.State == state)
            && Any(_names, name => NameMatches(container.Name, name))
            && Any(_ids, id => container.Id.StartsWith(id, StringComparison.Ordinal))
            && Any(_ancestors, image => container.Listed["Image"]?.GetValue<string>() == image)
            && _labels.All(label => LabelMatches(label, name => labels[name]?.GetValue<string>()));
    }

    private static bool NameMatches(string name, string asked) => asked.EndsWith('$')
        ? name == asked[..^1]
        : name.Contains(asked, StringComparison.Ordinal);

    private static bool LabelMatches(string asked, Func<string, string?> label)
    {
        var equals = asked.IndexOf('=', StringComparison.Ordinal);
        return equals < 0 ? label(asked) is not null : label(asked[..equals]) == asked[(equals + 1)..];
    }

    private static bool Any(IReadOnlyList<string> wanted, Func<string, bool> matches) => wanted.Count == 0 || wanted.Any(matches);

    /// <summary>Today's clients send a list; older ones, Docker.DotNet too, an object whose members are the values.</summary>
    private static IReadOnlyList<string> Values(StrictObject? filters, string name)
    {
        if (filters?.Take(name) is not { } value)
            return [];
        if (value.ValueKind == JsonValueKind.Array)
            return filters.Texts(name, MostValues);
        var map = filters.Map(name, MostValues);
        return map.Values.All(flag => flag.ValueKind is JsonValueKind.True)
            ? [.. map.Keys]
            : throw RequestRefusedException.Mistake($"The filter {name} is not a list, nor an object of true values.");
    }
}
