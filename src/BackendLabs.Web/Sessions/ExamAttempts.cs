using BackendLabs.Sessions.Running;
using BackendLabs.Store;
using BackendLabs.Store.Sessions;
using BackendLabs.Web.Hosting;
using BackendLabs.Web.Practice;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BackendLabs.Web.Sessions;

/// <summary>What a student submits in a session, and what they are told of it.</summary>
internal static class ExamAttempts
{
    public static void MapExamAttempts(this IEndpointRouteBuilder app)
    {
        var exam = app.MapGroup("/api/exam/{session}").WithTags("Graded sessions").For(new ForStudentAttribute());
        exam.MapGet("/labs/{track}/{name}/attempts", ListAsync).WithName("listExamAttempts").WithSummary("Your attempts at a lab of the session, the latest first.");
        exam.MapPost("/labs/{track}/{name}/attempts", SubmitAsync).WithName("submit").WithSummary("Submits your code, for a receipt. The same Idempotency-Key again is the same submission.")
            .RequireRateLimiting(RequestLimits.Runs)
            .ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status413PayloadTooLarge).ProducesProblem(StatusCodes.Status429TooManyRequests);
        exam.MapGet("/attempts/{id}", ShowAsync).WithName("showExamAttempt").WithSummary("An attempt of yours: its code and what you may be told of its result.").ProducesProblem(StatusCodes.Status404NotFound);
        exam.MapGet("/attempts/{id}/events", FollowAsync).WithName("followExamAttempt").WithSummary("What happens to an attempt, as server-sent events; Last-Event-ID goes on where you left off.")
            .Produces(StatusCodes.Status200OK, contentType: "text/event-stream").ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status429TooManyRequests);
    }

    private static async Task<IReadOnlyList<SittingAttempt>> ListAsync(ExamStudent student, ExamLab lab, ExamViews views, CancellationToken cancellationToken) =>
        [.. (await views.OfAsync(student, cancellationToken)).Labs.First(one => one.Lab == lab.Lab.Id).Attempts.Reverse()];

    private static async Task<Results<Accepted<SubmittedAttempt>, ProblemHttpResult>> SubmitAsync(
        HttpContext context, ExamStudent student, ExamLab lab, SubmittedText submitted, LabStore store, WebMetrics metrics, CancellationToken cancellationToken)
    {
        var submission = new Submission(student.Session.Id, student.Sitting.Member, lab.Lab.Id, SnippetText.Require(submitted.Source), IdempotencyKey.Of(context.Request), student.Device);
        switch (await store.Sittings.SubmitAsync(submission, SubmissionRules.Rule, cancellationToken))
        {
            case SubmissionAnswer.Accepted { Receipt: var receipt }:
                metrics.Attempts.Add(1);
                return Accepted(student, receipt);
            case SubmissionAnswer.AlreadyAccepted { Receipt: var receipt }:
                return Accepted(student, receipt);
            case SubmissionAnswer.KeyReused:
                return Problems.Of(StatusCodes.Status409Conflict, "This Idempotency-Key was used for another text.", "Send a new key with a new text.");
            case SubmissionAnswer.OtherDevice:
                return ExamProblems.OtherDevice();
            case SubmissionAnswer.Refused { Ruling: var ruling }:
                return ExamProblems.Refused(context, ruling, StatusCodes.Status429TooManyRequests);
            default:
                return ExamProblems.NoLab();
        }
    }

    private static Accepted<SubmittedAttempt> Accepted(ExamStudent student, Receipt receipt) =>
        TypedResults.Accepted($"/api/exam/{student.Session.Id}/attempts/{receipt.Attempt}", new SubmittedAttempt(receipt.Attempt, receipt));

    private static async Task<Results<Ok<ExamAttempt>, ProblemHttpResult>> ShowAsync(ExamStudent student, string id, LabStore store, CancellationToken cancellationToken) =>
        await ExamAttempt.FindAsync(store, student, id, cancellationToken) is { } attempt ? TypedResults.Ok(attempt) : None();

    private static async Task<IResult> FollowAsync(HttpContext context, ExamStudent student, string id, LabStore store, EventStreams streams, CancellationToken cancellationToken)
    {
        if (await store.Sittings.AttemptAsync(student.Session.Id, id, cancellationToken) is not { Regrade: null } attempt || attempt.Member != student.Sitting.Member)
            return None();
        var known = long.TryParse(context.Request.Headers["Last-Event-ID"], out var last) && last > 0 ? last : 0;
        context.Response.Headers["X-Accel-Buffering"] = "no"; // a proxy must not keep events back
        return TypedResults.ServerSentEvents(streams.Open(context).WhileOpenAsync(open => new ExamFeed(store, student, id).FollowAsync(known, open), cancellationToken));
    }

    // Whose attempt it is stays unsaid to everybody else: to them it does not exist.
    private static ProblemHttpResult None() => Problems.Of(StatusCodes.Status404NotFound, "You have no attempt of this id.");

    private sealed record SubmittedText(string Source);

    /// <param name="Id">Of the attempt.</param>
    private sealed record SubmittedAttempt(string Id, Receipt Receipt);
}
