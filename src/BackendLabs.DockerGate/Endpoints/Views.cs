using System.Text.Json.Nodes;

namespace BackendLabs.DockerGate.Endpoints;

internal static class Views
{
    /// <summary>A new object with these members of the Engine's, where it has them.</summary>
    public static JsonObject Pick(JsonObject source, params ReadOnlySpan<string> names)
    {
        var picked = new JsonObject();
        foreach (var name in names)
        {
            if (source.TryGetPropertyValue(name, out var value))
                picked[name] = value?.DeepClone();
        }

        return picked;
    }

    /// <summary>The labels without ours.</summary>
    public static JsonObject Labels(JsonObject source) => source["Labels"] is JsonObject labels
        ? new JsonObject(labels
            .Where(label => !label.Key.StartsWith(DockerLabels.Prefix, StringComparison.Ordinal))
            .Select(label => KeyValuePair.Create(label.Key, label.Value?.DeepClone())))
        : [];
}
