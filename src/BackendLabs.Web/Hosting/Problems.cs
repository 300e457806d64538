using BackendLabs.Store;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace BackendLabs.Web.Hosting;

/// <summary>A request that is answered with a status, and words for whoever asked. For where no result can be returned: in binding and middleware.</summary>
internal sealed class RefusedException(int status, string title, string? detail = null) : Exception(title)
{
    public int Status { get; } = status;

    public string? Detail { get; } = detail;

    public TimeSpan? RetryAfter { get; init; }
}

/// <summary>Errors as problem details (RFC 9457) for programs and as a page for people; never with anything of ours inside.</summary>
internal static class Problems
{
    public static void AddProblems(this IServiceCollection services) => services
        .AddExceptionHandler<ProblemWriter>()
        .AddProblemDetails(options => options.CustomizeProblemDetails = context =>
        {
            context.ProblemDetails.Type = null;
            context.ProblemDetails.Extensions.Remove("traceId");
            context.ProblemDetails.Extensions.Remove("exception");
        });

    public static bool WantsPage(HttpRequest request) => !IsApi(request) && request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);

    public static void UseProblems(this WebApplication app)
    {
        // Around the handler of exceptions, which leaves a page's words to the error page.
        app.UseWhen(context => !IsApi(context.Request), pages => pages.UseStatusCodePagesWithReExecute("/error/{0}", createScopeForStatusCodePages: true));
        // The page that tells of an error is looked at, whatever was done to come to it.
        app.Use((context, next) =>
        {
            if (context.Features.Get<IStatusCodeReExecuteFeature>() is not null)
                BecomeLook(context.Request);
            return next(context);
        });
        // Of what breaks, the writer says a line of its own.
        app.UseExceptionHandler(new ExceptionHandlerOptions { SuppressDiagnosticsCallback = _ => true });
        app.UseWhen(context => IsApi(context.Request), api => api.UseStatusCodePages(WriteAsync));
    }

    public static ProblemHttpResult Of(int status, string title, string? detail = null) => TypedResults.Problem(detail, statusCode: status, title: title);

    private static Task WriteAsync(StatusCodeContext context)
    {
        var status = context.HttpContext.Response.StatusCode;
        var (title, detail) = StatusWords.Of(status);
        return Of(status, title, detail).ExecuteAsync(context.HttpContext);
    }

    private static void BecomeLook(HttpRequest request)
    {
        request.Method = HttpMethods.Get;
        request.ContentType = null;
        request.ContentLength = null;
        request.Body = Stream.Null;
    }

    private static bool IsApi(HttpRequest request) => request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase);

    private sealed class ProblemWriter(ILogger<ProblemWriter> log) : IExceptionHandler
    {
        public async ValueTask<bool> TryHandleAsync(HttpContext context, Exception exception, CancellationToken cancellationToken)
        {
            if (context.RequestAborted.IsCancellationRequested)
                return true;
            var problem = Describe(exception);
            context.Response.StatusCode = problem.Status!.Value;
            if (problem.Status == StatusCodes.Status500InternalServerError)
                log.LogError(exception, "{Method} {Path}", context.Request.Method, context.Request.Path);
            else if (LabStore.IsAway(exception))
                log.LogWarning("{Method} {Path}: {Reason}", context.Request.Method, context.Request.Path, exception.Message.ReplaceLineEndings(" "));
            if (RetryAfter(exception) is { } wait)
                context.Response.Headers.RetryAfter = $"{(long)Math.Ceiling(wait.TotalSeconds)}";
            // A page's own error page says it; the status alone lets it be shown.
            if (!WantsPage(context.Request))
                await TypedResults.Problem(problem).ExecuteAsync(context);
            return true;
        }

        private static TimeSpan? RetryAfter(Exception exception) => exception is RefusedException refused ? refused.RetryAfter
            : LabStore.IsAway(exception) ? TimeSpan.FromSeconds(2)
            : null;

        private static ProblemDetails Describe(Exception exception) => exception switch
        {
            RefusedException refused => new ProblemDetails { Status = refused.Status, Title = refused.Message, Detail = refused.Detail },
            BadHttpRequestException bad => Worded(bad.StatusCode),
            _ when LabStore.IsFull(exception) => new ProblemDetails
            {
                Status = StatusCodes.Status503ServiceUnavailable,
                Title = "This was not saved: the server's disk is full.",
                Detail = "Keep your text where it is, and tell whoever runs this place. Then try again.",
            },
            _ when LabStore.IsAway(exception) => Worded(StatusCodes.Status503ServiceUnavailable),
            _ => Worded(StatusCodes.Status500InternalServerError),
        };

        private static ProblemDetails Worded(int status)
        {
            var (title, detail) = StatusWords.Of(status);
            return new ProblemDetails { Status = status, Title = title, Detail = detail };
        }
    }
}
