using BackendLabs.Sessions.Running;
using BackendLabs.Store;
using BackendLabs.Store.Sessions;
using BackendLabs.Web.Hosting;
using BackendLabs.Web.Sessions;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BackendLabs.Web.Staff;

/// <summary>What staff do: comment, and run a session. Each is an entry of the session's ledger under their name.</summary>
internal static class StaffActions
{
    private const int LongestText = 2_000;

    /// <summary>A month: longer is a slip of the keyboard.</summary>
    private const int MostMinutes = 31 * 24 * 60;

    public static void MapStaffActions(this IEndpointRouteBuilder app)
    {
        var session = app.MapGroup("/api/staff/sessions/{session}").WithTags("Staff").ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status409Conflict);
        session.MapPost("/attempts/{attempt}/comments", CommentAsync).WithName("comment").WithSummary("Writes a comment on a line of an attempt. Its student reads it once grades are published.")
            .For(new ForStaffAttribute(StaffRole.Assistant));

        var run = session.MapGroup("").For(new ForStaffAttribute(StaffRole.Instructor));
        run.MapPost("/messages", SayAsync).WithName("sayToAll").WithSummary("Says something to everybody of the session.");
        run.MapPost("/extend", ExtendAsync).WithName("extend").WithSummary("Gives one student, some or all more time, with a reason.");
        run.MapPost("/pause", PauseAsync).WithName("pauseSession").WithSummary("Stops all clocks; nothing is accepted until it goes on.");
        run.MapPost("/resume", ResumeAsync).WithName("resumeSession").WithSummary("Lets all clocks go on where they stood.");
        run.MapPost("/close", CloseAsync).WithName("closeSession").WithSummary("Ends the session for everybody, for good.");
        run.MapPost("/publish", PublishAsync).WithName("publishGrades").WithSummary("Shows students of a closed session their grades and comments.");
        run.MapPost("/overrides", OverrideAsync).WithName("overrideGrade").WithSummary("Sets a student's points for a lab, with a reason.");
        run.MapPost("/overrides/withdraw", WithdrawAsync).WithName("withdrawOverride").WithSummary("Lets the computed points count again, with a reason.");
    }

    private static async Task<Results<Ok<AttemptComment>, ProblemHttpResult>> CommentAsync(string attempt, StaffCaller caller, WrittenComment comment, LabStore store, CancellationToken cancellationToken)
    {
        if (await store.Sittings.AttemptAsync(caller.Session.Id, attempt, cancellationToken) is not { } found)
            return Problems.Of(StatusCodes.Status404NotFound, "This session has no such attempt.");
        if (comment.Line < 0 || comment.Line > found.Snippet.AsSpan().Count('\n') + 1)
            return Problems.Of(StatusCodes.Status400BadRequest, "The attempt has no such line.", "Lines count from 1; 0 is the whole attempt.");
        return await store.StaffWork.CommentAsync(caller.Session.Id, attempt, comment.Line, Require(comment.Text, "comment"), caller.By, cancellationToken) is { } written
            ? TypedResults.Ok(written)
            : Problems.Of(StatusCodes.Status404NotFound, "This session has no such attempt.");
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> SayAsync(StaffCaller caller, WrittenText message, LabStore store, CancellationToken cancellationToken) =>
        Done(await store.StaffWork.SayAsync(caller.Session.Id, Require(message.Text, "message"), caller.By, cancellationToken), "Nothing was said.");

    private static async Task<Results<Ok<Extended>, ProblemHttpResult>> ExtendAsync(StaffCaller caller, Extension extension, LabStore store, CancellationToken cancellationToken)
    {
        var reason = Require(extension.Reason, "reason");
        if (extension.Minutes is 0 or < -MostMinutes or > MostMinutes)
            return Problems.Of(StatusCodes.Status400BadRequest, "This is no time to give.", $"Give minutes, at most {MostMinutes}; a negative number takes back what was given.");
        if (caller.Session.Closed is not null)
            return Problems.Of(StatusCodes.Status409Conflict, "The session is closed.", "Nothing is accepted any more, so more time would change nothing.");
        var count = await store.Sittings.ExtendAsync(caller.Session.Id, extension.Students, TimeSpan.FromMinutes(extension.Minutes), caller.By, reason, cancellationToken);
        return count == 0 ? StaffEndpoints.Nobody() : TypedResults.Ok(new Extended(count));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> PauseAsync(StaffCaller caller, Reason reason, LabStore store, CancellationToken cancellationToken) =>
        Done(await store.Sessions.PauseAsync(caller.Session.Id, caller.By, Require(reason.Why, "reason"), cancellationToken), "The session is paused or closed already.");

    private static async Task<Results<NoContent, ProblemHttpResult>> ResumeAsync(StaffCaller caller, LabStore store, CancellationToken cancellationToken) =>
        Done(await store.Sessions.ResumeAsync(caller.Session.Id, caller.By, cancellationToken), "The session is not paused.");

    private static async Task<Results<NoContent, ProblemHttpResult>> CloseAsync(StaffCaller caller, LabStore store, CancellationToken cancellationToken) =>
        Done(await SessionClosing.CloseAsync(store, caller.Session.Id, caller.By, cancellationToken), "The session is closed already.");

    private static async Task<Results<NoContent, ProblemHttpResult>> PublishAsync(StaffCaller caller, LabStore store, CancellationToken cancellationToken) =>
        Done(await store.Sessions.PublishAsync(caller.Session.Id, caller.By, cancellationToken), "Grades are published once the session is closed.");

    private static async Task<Results<NoContent, ProblemHttpResult>> OverrideAsync(StaffCaller caller, NewOverride grade, LabStore store, CancellationToken cancellationToken)
    {
        var reason = Require(grade.Reason, "reason");
        if (caller.Session.Find(grade.Lab) is not { } lab)
            return ExamProblems.NoLab();
        if (grade.Points < 0 || grade.Points > lab.Weight)
            return Problems.Of(StatusCodes.Status400BadRequest, "These are no points of this lab.", string.Create(System.Globalization.CultureInfo.InvariantCulture, $"Give from 0 to {lab.Weight}."));
        return await store.StaffWork.OverrideAsync(caller.Session.Id, new StoredOverride(Require(grade.Student, "student"), grade.Lab, grade.Points, reason, caller.By, store.Sittings.Now), cancellationToken)
            ? TypedResults.NoContent()
            : StaffEndpoints.Nobody();
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> WithdrawAsync(StaffCaller caller, WithdrawnOverride grade, LabStore store, CancellationToken cancellationToken) =>
        Done(await store.StaffWork.WithdrawOverrideAsync(caller.Session.Id, Require(grade.Student, "student"), Require(grade.Lab, "lab"), caller.By, Require(grade.Reason, "reason"), cancellationToken), "There is no such override.");

    private static Results<NoContent, ProblemHttpResult> Done(bool isDone, string otherwise) => isDone ? TypedResults.NoContent() : Problems.Of(StatusCodes.Status409Conflict, otherwise);

    /// <exception cref="RefusedException">400: it is empty, or too long.</exception>
    private static string Require(string? text, string what) => text?.Trim() switch
    {
        null or "" => throw new RefusedException(StatusCodes.Status400BadRequest, $"There is no {what} in this.", "Give one."),
        { Length: > LongestText } => throw new RefusedException(StatusCodes.Status400BadRequest, $"This {what} is too long.", $"At most {LongestText} characters."),
        var written when written.Contains('\0', StringComparison.Ordinal) => throw new RefusedException(StatusCodes.Status400BadRequest, $"This {what} holds a zero character.", "Remove it."),
        var written => written,
    };

    private sealed record WrittenComment(int Line, string Text);

    private sealed record WrittenText(string Text);

    private sealed record Reason([property: System.Text.Json.Serialization.JsonPropertyName("reason")] string Why);

    /// <param name="Students">Their ids; null for everybody.</param>
    private sealed record Extension(double Minutes, string Reason, IReadOnlyList<string>? Students);

    private sealed record Extended(int Students);

    private sealed record NewOverride(string Student, string Lab, decimal Points, string Reason);

    private sealed record WithdrawnOverride(string Student, string Lab, string Reason);
}
