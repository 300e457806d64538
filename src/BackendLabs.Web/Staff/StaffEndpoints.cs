using BackendLabs.Store;
using BackendLabs.Store.Sessions;
using BackendLabs.Web.Hosting;
using BackendLabs.Web.Sessions;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BackendLabs.Web.Staff;

/// <summary>What staff look at: sessions, their boards, students and attempts.</summary>
internal static class StaffEndpoints
{
    public static void AddStaff(this IServiceCollection services) => services.AddSingleton<LabTroubles>().AddSingleton<BoardReader>().AddSingleton<StaffSessions>();

    public static void MapStaff(this IEndpointRouteBuilder app)
    {
        var staff = app.MapGroup("/api/staff").WithTags("Staff").For(new ForStaffAttribute(StaffRole.Assistant));
        staff.MapPost("/sign-out", SignOutAsync).WithName("leaveStaff").WithSummary("Forgets you in this browser.");
        staff.MapGet("/sessions", ListAsync).WithName("listSessions").WithSummary("The sessions of your cohorts, the newest first.");
        staff.MapGet("/sessions/{session}", ShowAsync).WithName("showBoard").WithSummary("A session at this moment: students by labs.");
        staff.MapGet("/sessions/{session}/events", Follow).WithName("followBoard").WithSummary("The board once, and then what changes in it, as server-sent events.")
            .Produces(StatusCodes.Status200OK, contentType: "text/event-stream").ProducesProblem(StatusCodes.Status429TooManyRequests);
        staff.MapGet("/sessions/{session}/students/{student}", ShowStudentAsync).WithName("showSessionStudent").WithSummary("A student in a session: times, attempts, overrides and the ledger's entries about them.");
        staff.MapGet("/sessions/{session}/attempts/{attempt}", ShowAttemptAsync).WithName("showSessionAttempt").WithSummary("An attempt with its code, its whole report and its comments.");
        staff.MapGet("/cohorts/{cohort}", ShowCohortAsync).WithName("showCohort").WithSummary("A cohort's students, as the roster has them.");
    }

    private static async Task<NoContent> SignOutAsync(HttpContext context, StaffCaller caller)
    {
        await context.SignOutAsync(SessionIdentities.Staff);
        return TypedResults.NoContent();
    }

    private static Task<IReadOnlyList<ListedSession>> ListAsync(StaffCaller caller, StaffSessions sessions, CancellationToken cancellationToken) => sessions.OfAsync(caller.Account, cancellationToken);

    private static async Task<SessionBoard> ShowAsync(StaffCaller caller, LabStore store, BoardReader boards, CancellationToken cancellationToken) =>
        await boards.OfAsync((await SessionSnapshot.LookAsync(store, caller.Session.Id, cancellationToken))!, cancellationToken);

    private static IResult Follow(HttpContext context, StaffCaller caller, SessionWatch watch, BoardReader boards, EventStreams streams, CancellationToken cancellationToken)
    {
        context.Response.Headers["X-Accel-Buffering"] = "no"; // a proxy must not keep events back
        return TypedResults.ServerSentEvents(streams.Open(context).WhileOpenAsync(open => new BoardFeed(watch, boards, caller.Session.Id).FollowAsync(open), cancellationToken));
    }

    private static async Task<Results<Ok<StudentFile>, ProblemHttpResult>> ShowStudentAsync(StaffCaller caller, string student, LabStore store, PublishedGrades grades, CancellationToken cancellationToken) =>
        await StudentFile.FindAsync(store, grades, caller.Session, student, cancellationToken) is { } file ? TypedResults.Ok(file) : Nobody();

    private static async Task<Results<Ok<StaffAttempt>, ProblemHttpResult>> ShowAttemptAsync(StaffCaller caller, string attempt, LabStore store, CancellationToken cancellationToken) =>
        await StaffAttempt.FindAsync(store, caller.Session.Id, attempt, cancellationToken) is { } found
            ? TypedResults.Ok(found)
            : Problems.Of(StatusCodes.Status404NotFound, "This session has no such attempt.");

    private static async Task<Results<Ok<ShownCohort>, ProblemHttpResult>> ShowCohortAsync(string cohort, StaffCaller caller, LabStore store, CancellationToken cancellationToken) =>
        await ShownCohort.FindAsync(store, cohort, cancellationToken) is { } found ? TypedResults.Ok(found) : Problems.Of(StatusCodes.Status404NotFound, "There is no such cohort.");

    internal static ProblemHttpResult Nobody() => Problems.Of(StatusCodes.Status404NotFound, "This session has no such student.");
}
