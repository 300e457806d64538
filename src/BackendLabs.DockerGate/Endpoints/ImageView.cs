using System.Globalization;
using System.Text.Json.Nodes;

namespace BackendLabs.DockerGate.Endpoints;

/// <summary>An image as a snippet sees it: under the lab's name alone.</summary>
internal static class ImageView
{
    public static JsonObject Inspected(JsonObject engine, string name)
    {
        var image = Views.Pick(engine, "Id", "Created", "Architecture", "Os", "Size", "RootFS");
        image["RepoTags"] = new JsonArray(name);
        image["RepoDigests"] = new JsonArray();
        if (engine["Config"] is JsonObject config)
        {
            image["Config"] = Views.Pick(config, "Cmd", "Entrypoint", "Env", "WorkingDir", "User", "ExposedPorts", "StopSignal");
            image["Config"]!["Labels"] = Views.Labels(config);
        }

        return image;
    }

    public static JsonObject Listed(JsonObject engine, string name)
    {
        var image = Views.Pick(engine, "Id", "Size");
        image["ParentId"] = "";
        image["RepoTags"] = new JsonArray(name);
        image["RepoDigests"] = new JsonArray();
        image["Created"] = DateTimeOffset.TryParse(
            engine["Created"]?.GetValue<string>(), CultureInfo.InvariantCulture, out var created) ? created.ToUnixTimeSeconds() : 0;
        image["Labels"] = engine["Config"] is JsonObject config ? Views.Labels(config) : new JsonObject();
        image["SharedSize"] = -1;
        image["Containers"] = -1;
        return image;
    }
}
