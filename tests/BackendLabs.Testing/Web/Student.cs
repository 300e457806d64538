using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.RegularExpressions;
using NUnit.Framework;

namespace BackendLabs.Testing.Web;

/// <summary>Somebody with a browser's cookies, who asks the application what its own scripts ask.</summary>
internal sealed partial class Student : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly HttpClientHandler _handler = new() { AllowAutoRedirect = true, CookieContainer = new CookieContainer() };

    private Student(Uri address) => Client = new HttpClient(_handler) { BaseAddress = address, Timeout = Patience };

    /// <summary>With this student's cookies, and nothing else added.</summary>
    public HttpClient Client { get; }

    /// <summary>What every unsafe request carries.</summary>
    public string CsrfToken { get; private set; } = "";

    public CookieCollection Cookies => _handler.CookieContainer.GetAllCookies();

    /// <summary>Opens a page for the first time, as a browser does.</summary>
    public static async Task<Student> ArriveAsync(Uri address, string page = "")
    {
        var student = new Student(address);
        await student.OpenAsync(page);
        return student;
    }

    /// <summary>The same person at another node: cookies know no port.</summary>
    public Task<Student> AlsoAtAsync(Uri address) => WithCookiesAsync(address, Cookies.Select(cookie => (cookie.Name, cookie.Value)));

    /// <summary>Whoever has these cookies.</summary>
    public static async Task<Student> WithCookiesAsync(Uri address, IEnumerable<(string Name, string Value)> cookies)
    {
        var student = new Student(address);
        foreach (var (name, value) in cookies)
            student._handler.CookieContainer.Add(new Cookie(name, value, "/", address.Host));
        await student.OpenAsync("");
        return student;
    }

    /// <returns>A page's text; its token is taken for what follows.</returns>
    public async Task<string> OpenAsync(string page)
    {
        using var answer = await AskPatientlyAsync(page);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK), $"GET /{page}: {text}");
        if (Token().Match(text) is { Success: true } token)
            CsrfToken = WebUtility.HtmlDecode(token.Groups["token"].Value);
        return text;
    }

    // Who comes for the first time shares the limit of their address with all that tests have sent from it.
    private async Task<HttpResponseMessage> AskPatientlyAsync(string page)
    {
        for (var again = 0; ; again++)
        {
            var answer = await Client.GetAsync(page);
            if (answer.StatusCode is not HttpStatusCode.TooManyRequests || answer.Headers.RetryAfter?.Delta is not { } wait || again == 30)
                return answer;
            answer.Dispose();
            await Task.Delay(wait);
        }
    }

    /// <param name="headers">Further ones; an empty value leaves one out that would be there.</param>
    public Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, object? body = null, params IReadOnlyList<(string Name, string Value)> headers)
    {
        var request = new HttpRequestMessage(method, path);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        if (method != HttpMethod.Get)
            request.Headers.TryAddWithoutValidation("X-CSRF-TOKEN", CsrfToken);
        foreach (var (name, value) in headers)
        {
            request.Headers.Remove(name);
            if (value.Length > 0)
                request.Headers.TryAddWithoutValidation(name, value);
        }

        if (body is not null)
            request.Content = JsonContent.Create(body);
        return Client.SendAsync(request);
    }

    /// <summary>The JSON of an answer whose status is as expected.</summary>
    public async Task<JsonElement> AskAsync(HttpMethod method, string path, object? body = null, HttpStatusCode expected = HttpStatusCode.OK, params IReadOnlyList<(string Name, string Value)> headers)
    {
        using var answer = await SendAsync(method, path, body, headers);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.That(answer.StatusCode, Is.EqualTo(expected), $"{method} {path}: {text}");
        return text.Length == 0 ? default : JsonDocument.Parse(text).RootElement.Clone();
    }

    public Task<JsonElement> GetAsync(string path) => AskAsync(HttpMethod.Get, path);

    /// <summary>Sends an answer to a lab.</summary>
    /// <returns>The attempt's id.</returns>
    public async Task<string> SubmitAsync(string lab, string source, long? seed = null, string? key = null)
    {
        var accepted = await AskAsync(HttpMethod.Post, $"api/labs/{lab}/attempts", new { source, seed }, HttpStatusCode.Accepted, ("Idempotency-Key", key ?? $"{Guid.NewGuid()}"));
        return accepted.GetProperty("id").GetString()!;
    }

    /// <summary>An attempt's events as they come, until it has ended.</summary>
    /// <param name="after">The number of the last event that was seen, as <c>Last-Event-ID</c> says it.</param>
    public async IAsyncEnumerable<ServerEvent> FollowAsync(string attempt, string? after = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"api/attempts/{attempt}/events");
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/event-stream"));
        if (after is not null)
            request.Headers.TryAddWithoutValidation("Last-Event-ID", after);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Patience);
        using var answer = await Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK), request.RequestUri!.ToString());
        Assert.That(answer.Content.Headers.ContentType?.MediaType, Is.EqualTo("text/event-stream"));
        await using var stream = await answer.Content.ReadAsStreamAsync(limit.Token);
        await foreach (var item in SseParser.Create(stream).EnumerateAsync(limit.Token))
        {
            yield return new ServerEvent(item.EventId ?? "", item.EventType, JsonDocument.Parse(item.Data is { Length: > 0 } data ? data : "{}").RootElement.Clone());
            if (item.EventType == "ended")
                yield break;
        }
    }

    /// <summary>Follows an attempt to its end.</summary>
    /// <returns>The report.</returns>
    public async Task<JsonElement> EndOfAsync(string attempt)
    {
        JsonElement last = default;
        await foreach (var one in FollowAsync(attempt))
            last = one.Data;
        return last.GetProperty("report");
    }

    /// <summary>Submits, and follows to the report.</summary>
    public async Task<JsonElement> CheckAsync(string lab, string source, long? seed = null) => await EndOfAsync(await SubmitAsync(lab, source, seed));

    public void Dispose()
    {
        Client.Dispose();
        _handler.Dispose();
    }

    [GeneratedRegex("<meta name=\"csrf-token\" content=\"(?<token>[^\"]*)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Token();
}

/// <param name="Id">The number by which a stream is resumed.</param>
internal sealed record ServerEvent(string Id, string Kind, JsonElement Data);
