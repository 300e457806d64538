using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace BackendLabs.DockerGate;

/// <summary>Makes an image from a tar archive (Engine API, "Create an image", fromSrc).</summary>
internal static class ImageImport
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    /// <param name="changes">Lines of a Dockerfile: ENV, CMD, LABEL and the like.</param>
    /// <exception cref="EngineGoneException">The Engine does not answer, or makes no image.</exception>
    public static async Task RunAsync(
        EngineClient engine, HttpContent archive, string repository, string tag, IEnumerable<string> changes, CancellationToken cancellationToken)
    {
        archive.Headers.ContentType = new MediaTypeHeaderValue("application/x-tar");
        var query = string.Concat(changes.Select(change => "&changes=" + Uri.EscapeDataString(change)));
        var answer = await engine.SendAsync(
            HttpMethod.Post, $"images/create?fromSrc=-&repo={repository}&tag={tag}{query}", archive, Limit, cancellationToken);
        if (ErrorIn(answer) is { } error)
            throw new EngineGoneException($"The Docker Engine does not take the image {repository}:{tag}: {error}");
    }

    /// <summary>What went wrong with the making or pulling of an image; null where nothing did.</summary>
    public static string? ErrorIn(EngineAnswer answer) => answer.Status == 200 ? ErrorIn(answer.Body) : answer.Message() ?? $"status {answer.Status}";

    // The status is 200 even where an import fails half-way: the last line of the progress says so.
    private static string? ErrorIn(byte[] progress) => Encoding.UTF8.GetString(progress)
        .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Select(line => JsonNode.Parse(line)?["error"]?.GetValue<string>())
        .FirstOrDefault(error => error is not null);
}
