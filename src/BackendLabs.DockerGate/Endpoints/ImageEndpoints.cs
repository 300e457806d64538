using System.Text.Json.Nodes;
using BackendLabs.DockerGate.Http;

namespace BackendLabs.DockerGate.Endpoints;

/// <summary>The lab's images, to look at.</summary>
internal static class ImageEndpoints
{
    public static IEnumerable<Endpoint> Table =>
    [
        new("GET", ["images", "json"], "images", ListAsync),
        new("GET", ["images", "**", "json"], "inspect image", InspectAsync),
    ];

    private static async Task<GateAnswer> ListAsync(GateCall call, CancellationToken cancellationToken)
    {
        _ = call.Query.Flag("all");
        _ = call.Query.Flag("digests");
        if (call.Query.Text("filters") is { } filters && filters != "{}")
            throw RequestRefusedException.NotHere("Filters on images are not in this lab; it has few.");
        call.Query.Done();
        var images = new JsonArray();
        foreach (var name in call.World.Policy.Images)
        {
            var answer = await call.World.SendAsync(HttpMethod.Get, $"images/{name}/json", cancellationToken);
            if (answer.Status == 200)
                images.Add(ImageView.Listed(answer.Json().AsObject(), name));
        }

        return GateAnswer.Json(200, images, $"{images.Count} images -> 200");
    }

    private static async Task<GateAnswer> InspectAsync(GateCall call, CancellationToken cancellationToken)
    {
        call.Query.Done();
        var name = call.Argument;
        if (!call.World.Policy.Images.Contains(name, StringComparer.Ordinal))
            throw RequestRefusedException.NotFound($"No such image: {RequestTarget.Shown(name)}");
        var answer = await call.World.SendAsync(HttpMethod.Get, $"images/{name}/json", cancellationToken);
        return answer.Status == 200
            ? GateAnswer.Json(200, ImageView.Inspected(answer.Json().AsObject(), name), $"{name} -> 200")
            : call.Relay(answer, name);
    }
}
