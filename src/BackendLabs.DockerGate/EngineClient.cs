using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace BackendLabs.DockerGate;

/// <summary>The Engine cannot be reached, or stopped in the middle of an answer: our problem, not the student's.</summary>
internal sealed class EngineGoneException(string message, Exception? inner = null) : Exception(message, inner);

/// <param name="Body">At most <see cref="EngineClient.LongestAnswer"/> bytes.</param>
internal sealed record EngineAnswer(int Status, byte[] Body)
{
    /// <exception cref="EngineGoneException">The Engine's answer is not JSON.</exception>
    public JsonNode Json()
    {
        try
        {
            return JsonNode.Parse(Body) ?? throw new EngineGoneException("The Docker Engine answered null.");
        }
        catch (JsonException error)
        {
            throw new EngineGoneException("The Docker Engine answered something that is not JSON.", error);
        }
    }

    /// <summary>The Engine's own error text, or null where there is none.</summary>
    public string? Message()
    {
        try
        {
            return Body.Length == 0 ? null : JsonNode.Parse(Body)?["message"]?.GetValue<string>();
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }
}

/// <summary>Our own requests to the Engine: each over a fresh connection, none longer than its limit.</summary>
internal sealed class EngineClient : IDisposable
{
    internal const int LongestAnswer = 16 * 1024 * 1024;

    private readonly HttpClient _http;

    /// <param name="apiVersion">Put before every path; null only to ask which one there is.</param>
    public EngineClient(EngineAddress address, string? apiVersion)
    {
        var handler = new SocketsHttpHandler
        {
            ConnectCallback = (_, cancellationToken) => new ValueTask<Stream>(address.ConnectAsync(cancellationToken)),
            UseProxy = false,
            UseCookies = false,
            AllowAutoRedirect = false,
        };
        _http = new HttpClient(handler)
        {
            BaseAddress = new Uri(apiVersion is null ? "http://docker/" : $"http://docker/v{apiVersion}/"),
            Timeout = Timeout.InfiniteTimeSpan,
            MaxResponseContentBufferSize = LongestAnswer,
        };
        _http.DefaultRequestHeaders.ConnectionClose = true;
    }

    /// <param name="path">Without the version, made by us alone, e.g. <c>containers/json?all=1</c>.</param>
    /// <exception cref="EngineGoneException">No answer, or none within <paramref name="limit"/>.</exception>
    public async Task<EngineAnswer> SendAsync(
        HttpMethod method, string path, HttpContent? body, TimeSpan limit, CancellationToken cancellationToken)
    {
        using var timed = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timed.CancelAfter(limit);
        try
        {
            using var request = new HttpRequestMessage(method, path) { Content = body };
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseContentRead, timed.Token);
            return new EngineAnswer((int)response.StatusCode, await response.Content.ReadAsByteArrayAsync(timed.Token));
        }
        catch (Exception error) when (IsOfTheEngine(error, cancellationToken))
        {
            throw Gone(error);
        }
    }

    /// <summary>Opens an answer that is read as it comes; the caller disposes it.</summary>
    public async Task<HttpResponseMessage> OpenAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            return await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        }
        catch (Exception error) when (IsOfTheEngine(error, cancellationToken))
        {
            throw Gone(error);
        }
    }

    /// <summary>Opens a connection that carries bytes both ways once the Engine has agreed (Engine API, "Attach to a container").</summary>
    /// <exception cref="EngineGoneException">No answer, or a refusal.</exception>
    public async Task<Stream> UpgradeAsync(string path, TimeSpan limit, CancellationToken cancellationToken)
    {
        using var timed = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timed.CancelAfter(limit);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, path) { Headers = { ConnectionClose = false } };
            request.Headers.Connection.Add("Upgrade");
            request.Headers.Upgrade.Add(new ProductHeaderValue("tcp"));
            var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, timed.Token);
            return response.StatusCode == HttpStatusCode.SwitchingProtocols
                ? await response.Content.ReadAsStreamAsync(timed.Token)
                : throw new EngineGoneException($"The Docker Engine does not attach: {(int)response.StatusCode}");
        }
        catch (Exception error) when (IsOfTheEngine(error, cancellationToken))
        {
            throw Gone(error);
        }
    }

    public static HttpContent Json(JsonNode node)
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(node.ToJsonString()));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return content;
    }

    public void Dispose() => _http.Dispose();

    private static bool IsOfTheEngine(Exception error, CancellationToken cancellationToken) =>
        error is HttpRequestException or IOException or SocketException
        || (error is OperationCanceledException && !cancellationToken.IsCancellationRequested);

    private static EngineGoneException Gone(Exception error) =>
        new(error is OperationCanceledException
            ? "The Docker Engine did not answer in time."
            : $"The Docker Engine does not answer: {error.GetBaseException().Message}", error);
}
