using System.Security.Cryptography;
using System.Text.Json;
using BackendLabs.Store;
using BackendLabs.Web.Catalogue;
using BackendLabs.Web.Cohorts;
using BackendLabs.Web.Hosting;
using BackendLabs.Web.Identity;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BackendLabs.Web.Practice;

/// <summary>Practice runs: asked for, followed, looked at again.</summary>
internal static class AttemptEndpoints
{
    private const int MostListed = 100;

    // One runs, one was forgotten in another window, and a few more: whoever wants more is a program.
    private const int MostWaiting = 5;

    // One from each of three hundred behind one address, and some again; of all together, what graders do in an hour or so.
    private const int MostOfAnAddress = 400;
    private const int MostAtAll = 2_000;

    public static void MapAttempts(this IEndpointRouteBuilder app)
    {
        var ofLab = app.MapGroup("/api/labs/{track}/{name}/attempts").WithTags("Attempts");
        ofLab.MapGet("", ListAsync).WithName("listAttempts").WithSummary($"Your last {MostListed} attempts at a lab, the latest first.");
        ofLab.MapPost("", AcceptAsync).WithName("startAttempt").WithSummary("Queues your code. The same Idempotency-Key again is the same attempt.")
            .WithDescription("The seed is drawn here. Where no class practises you may choose it, to see a run again; where one does, a seed is refused with 400, since the staff see who has passed.")
            .RequireRateLimiting(RequestLimits.Runs)
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status413PayloadTooLarge).ProducesProblem(StatusCodes.Status429TooManyRequests);

        var one = app.MapGroup("/api/attempts/{id}").WithTags("Attempts");
        one.MapGet("", ShowAsync).WithName("showAttempt").WithSummary("An attempt of yours: its code and, once it has ended, its report.");
        one.MapDelete("", CancelAsync).WithName("cancelAttempt").WithSummary("Takes an attempt out of the queue, or ends its run.");
        one.MapGet("/events", FollowAsync).WithName("followAttempt").WithSummary("What happens to an attempt, as server-sent events; Last-Event-ID goes on where you left off.")
            .WithDescription($"You may have {EventStreams.MostOfAPerson} streams open. A further one ends the oldest with an event of the kind '{EventStreams.Closed}', whose data has the reason.")
            .Produces(StatusCodes.Status200OK, contentType: "text/event-stream").ProducesProblem(StatusCodes.Status429TooManyRequests);
    }

    private static async Task<IReadOnlyList<AttemptItem>> ListAsync(Visitor visitor, RequestedLab requested, LabStore store, CancellationToken cancellationToken) =>
        [.. (await store.Attempts.ListAsync(visitor.Id, requested.Lab.Id, MostListed, cancellationToken)).Select(AttemptItem.Of)];

    private static async Task<Results<Accepted<AcceptedAttempt>, ProblemHttpResult>> AcceptAsync(
        HttpContext context, Visitor visitor, RequestedLab requested, NewAttemptText attempt, Classroom classroom, WebParts parts, WebMetrics metrics, CancellationToken cancellationToken)
    {
        var store = parts.Store;
        var text = SnippetText.Require(attempt.Source);
        if (classroom.Cohort is not null && attempt.Seed is not null)
            return Problems.Of(StatusCodes.Status400BadRequest, "Where a class practises, the seed is drawn here.", "Leave it out. `lab check --seed N` repeats a run on your own machine.");
        var key = IdempotencyKey.Of(context.Request);
        await store.People.EnsureAsync(visitor.Id, visitor.Name, cancellationToken);
        var accepted = await store.Queue.AcceptAsync(
            new NewAttempt(visitor.Id, requested.Lab.Id, requested.Lab.Digest, text, attempt.Seed ?? RandomNumberGenerator.GetInt32(1, int.MaxValue))
            {
                Key = key,
                MostWaiting = MostWaiting,
                MostAtAll = MostAtAll,
                // A member of a class is one person; a cookie that anybody may have made is not.
                Origin = classroom.Cohort is null ? Address.OriginOf(context, parts.OriginSecret) : null,
                MostOfOrigin = classroom.Cohort is null ? MostOfAnAddress : null,
            },
            cancellationToken);
        switch (accepted)
        {
            case Acceptance.Accepted { Attempt: var id }:
                metrics.Attempts.Add(1);
                return Queued(id);
            case Acceptance.AlreadyAccepted { Attempt: var id }:
                return Queued(id);
            case Acceptance.KeyReused:
                return Problems.Of(StatusCodes.Status409Conflict, "This Idempotency-Key was used for another text.", "Send a new key with a new text.");
            case Acceptance.TooMany { Waiting: var waiting }:
                context.Response.Headers.RetryAfter = "5";
                return Problems.Of(StatusCodes.Status429TooManyRequests, $"{waiting} of your attempts wait already.", "Let them end, or stop them; then try again.");
            case Acceptance.NoPlace { IsOfOrigin: var isOfOrigin }:
                context.Response.Headers.RetryAfter = "10";
                return Problems.Of(StatusCodes.Status429TooManyRequests, isOfOrigin ? "So many attempts from your address wait already." : "So many attempts wait already.", "Nothing was queued. Try again in a moment.");
            default:
                throw new InvalidOperationException(accepted.ToString());
        }
    }

    private static Accepted<AcceptedAttempt> Queued(string id) => TypedResults.Accepted($"/api/attempts/{id}", new AcceptedAttempt(id));

    private static async Task<Results<Ok<AttemptDetail>, ProblemHttpResult>> ShowAsync(
        Visitor visitor, string id, LabStore store, NextSteps next, CancellationToken cancellationToken) =>
        await FindAsync(store, visitor, id, cancellationToken) is { } attempt
            ? TypedResults.Ok(await DetailAsync(attempt, next, cancellationToken))
            : None();

    private static async Task<Results<NoContent, ProblemHttpResult>> CancelAsync(Visitor visitor, string id, LabStore store, CancellationToken cancellationToken)
    {
        if (await FindAsync(store, visitor, id, cancellationToken) is null)
            return None();
        await store.Queue.CancelAsync(id, cancellationToken);
        return TypedResults.NoContent();
    }

    private static async Task<IResult> FollowAsync(
        HttpContext context, Visitor visitor, string id, LabStore store, NextSteps next, EventStreams streams, CancellationToken cancellationToken)
    {
        if (await FindAsync(store, visitor, id, cancellationToken) is null)
            return None();
        var known = long.TryParse(context.Request.Headers["Last-Event-ID"], out var last) && last > 0 ? last : 0;
        context.Response.Headers["X-Accel-Buffering"] = "no"; // a proxy must not keep events back
        return TypedResults.ServerSentEvents(streams.Open(context).WhileOpenAsync(
            open => new AttemptFeed(store, id, ended => DetailAsync(ended, next, open)).FollowAsync(known, open), cancellationToken));
    }

    // Whose attempt it is stays unsaid to everybody else: to them it does not exist.
    private static async Task<Attempt?> FindAsync(LabStore store, Visitor visitor, string id, CancellationToken cancellationToken) =>
        await store.Attempts.FindAsync(id, cancellationToken) is { } attempt && attempt.Person == visitor.Id ? attempt : null;

    private static ProblemHttpResult None() => Problems.Of(StatusCodes.Status404NotFound, "You have no attempt of this id.");

    private static async Task<AttemptDetail> DetailAsync(Attempt attempt, NextSteps next, CancellationToken cancellationToken) => new(
        AttemptItem.Of(attempt), attempt.Snippet,
        attempt.End is AttemptEnd.Judged judged ? JsonSerializer.Deserialize<JsonElement>(judged.Report) : null,
        attempt.End is AttemptEnd.Judged ended ? await next.AfterAsync(attempt, ended, cancellationToken) : null);

    /// <param name="Seed">Null, or left out: it is drawn. Where a class practises it cannot be chosen.</param>
    private sealed record NewAttemptText(string Source, long? Seed);

    private sealed record AcceptedAttempt(string Id);
}

/// <param name="State"><c>waiting</c> (or running), <c>judged</c> or <c>cancelled</c>.</param>
/// <param name="Verdict">Null where it was not judged.</param>
internal sealed record AttemptItem(string Id, string Lab, string State, DateTimeOffset Accepted, DateTimeOffset? Ended, string? Verdict, int? Score, int? Max, long Seed)
{
    public static AttemptItem Of(Attempt attempt) => attempt.End switch
    {
        AttemptEnd.Judged judged => new(attempt.Id, attempt.Lab, "judged", attempt.Accepted, judged.At, judged.Verdict, judged.Score, judged.Max, attempt.Seed),
        AttemptEnd.Cancelled cancelled => new(attempt.Id, attempt.Lab, "cancelled", attempt.Accepted, cancelled.At, null, null, null, attempt.Seed),
        _ => new(attempt.Id, attempt.Lab, "waiting", attempt.Accepted, null, null, null, null, attempt.Seed),
    };
}

/// <param name="Report">The object of <c>lab check --format json</c>; null until it was judged.</param>
/// <param name="Next">What to do now; null until it was judged.</param>
internal sealed record AttemptDetail(AttemptItem Attempt, string Source, JsonElement? Report, NextStep? Next);
