using BackendLabs.Store.Sessions;
using BackendLabs.Web.Hosting;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BackendLabs.Web.Sessions;

/// <summary>Refusals in a session. Each has a code by which the page tells them apart.</summary>
internal static class ExamProblems
{
    public static ProblemHttpResult OtherDevice() => Of(
        StatusCodes.Status409Conflict, "other_device", "Another browser works on this.", "Nothing was saved from this one. Go on here if the other one is yours too; it ends there then.");

    /// <summary>403 for good; 429 where the same may be accepted later.</summary>
    public static ProblemHttpResult Refused(HttpContext context, SubmissionRuling.Refuse ruling, int later)
    {
        if (ruling.RetryAfter is { } wait)
            context.Response.Headers.RetryAfter = $"{(long)Math.Max(1, Math.Ceiling(wait.TotalSeconds))}";
        return Of(ruling.RetryAfter is null ? StatusCodes.Status403Forbidden : later, "refused", ruling.Reason, ruling.Remedy);
    }

    public static ProblemHttpResult NoLab() => Problems.Of(StatusCodes.Status404NotFound, "This session has no such lab.");

    private static ProblemHttpResult Of(int status, string code, string title, string detail)
    {
        var problem = Problems.Of(status, title, detail);
        problem.ProblemDetails.Extensions["code"] = code;
        return problem;
    }
}
