namespace BackendLabs.Judge.Services.Http;

/// <summary>Exceptions of HttpClient.</summary>
internal static class HttpThrows
{
    private const string Request = "Http.HttpRequestException";

    public static ThrowTable Table { get; } = new(
        new(Request, "", "the service has nothing at this address. Compare the path with the lesson; where a missing thing is an answer too, look at `response.StatusCode` before EnsureSuccessStatusCode().") { Code = "404" },
        new(Request, "", "the service wants to know who asks, or does not let you. Compare the request's headers with the lesson.") { Code = "401" },
        new(Request, "", "the service does not allow this. Compare the request with the lesson.") { Code = "403" },
        new(Request, "", "the service does not understand the request. Compare its body, its address and its Content-Type with the lesson.") { Code = "400" },
        new(Request, "", "the service knows the address but not this method (GET, POST, ...) on it.") { Code = "405" },
        new(Request, "", "the service was asked too often. Wait as long as its header Retry-After says, then ask again.") { Code = "429" },
        new(Request, "status code does not indicate success: (?<code>5\\d\\d)", "the service failed, with {code}. That is not your request's fault and may be over soon: decide whether to try again, and how often, or to do without."),
        new(Request, "status code does not indicate success: (?<code>\\d+)", "the service answered {code}, which is no success. Look at `response.StatusCode` before EnsureSuccessStatusCode(), and decide what it means to your caller."),
        new(Request, "refused|not known|resolve|Network is unreachable|Cannot assign|Resource temporarily",
            "nothing answers at this address. Use what your method is given: {given}, with the path alone: `GetAsync(\"/prices/7\")`. A `new HttpClient()` reaches nobody here."),
        new(Request, "prematurely|copying content|response ended|reset|Broken pipe", "the connection broke off in the middle of the answer. It may go well the next time: decide whether to try again."),
        new(Request, "", "no answer came from the service. It may go well the next time: decide whether to try again, and how often."),
        new("System.InvalidOperationException", "invalid request URI|BaseAddress must be set", "the address has no host. The client that your method is given ({given}) knows its own: give it the path alone; a client of your own reaches nobody here."),
        new("System.InvalidOperationException", "already started one or more requests", "Timeout, BaseAddress and the like can only be set before the first request, and this client is shared. For a time limit, use a CancellationTokenSource; for a header, an HttpRequestMessage."),
        new("System.InvalidOperationException", "request message was already sent", "a request can be sent once. Make a new HttpRequestMessage for each try."),
        new("System.InvalidOperationException", "character set|charset", "the answer says that it is written in a charset that does not exist. Read its bytes."),
        new("Tasks.TaskCanceledException", "HttpClient\\.Timeout", "the service did not answer within the client's Timeout. Decide whether to try again, or to do without."),
        new("System.UriFormatException", "", "this is no address. The client knows the service's; give it the path alone: `GetAsync(\"/prices/7\")`."),
        new("System.NotSupportedException", "scheme", "the address begins with something other than http:// or https://. Give the client the path alone."));
}
