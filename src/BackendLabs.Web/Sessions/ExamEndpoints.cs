using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using BackendLabs.Sessions.Running;
using BackendLabs.Store;
using BackendLabs.Web.Hosting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BackendLabs.Web.Sessions;

/// <summary>A graded session, as one of its students goes through it.</summary>
internal static class ExamEndpoints
{
    public static void AddSessions(this IServiceCollection services, WebSettings settings) => services
        .AddSingleton(provider => new PinnedLabs(provider.GetRequiredService<LabStore>(), Path.Combine(settings.CacheFolder, "session-labs")))
        .AddSingleton<PublishedGrades>().AddSingleton<ExamViews>().AddSingleton<SessionWatch>();

    public static void MapExams(this IEndpointRouteBuilder app)
    {
        var exam = app.MapGroup("/api/exam/{session}").WithTags("Graded sessions").For(new ForStudentAttribute());
        exam.MapGet("", ShowAsync).WithName("showExam").WithSummary("The session as you see it: its state and times, labs, attempts, messages and, once published, grades.");
        exam.MapPost("/enter", EnterAsync).WithName("enterExam").WithSummary("Makes this browser the one that may work; another one can no longer save or submit.");
        exam.MapPost("/begin", BeginAsync).WithName("beginExam").WithSummary("Starts your time.").ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status409Conflict);
        exam.MapPost("/hand-in", HandInAsync).WithName("handIn").WithSummary("Ends your work: nothing more is accepted.").ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status409Conflict);
        exam.MapPost("/sign-out", SignOutAsync).WithName("leaveExam").WithSummary("Forgets you in this browser. Your time goes on.");
        exam.MapGet("/receipts", ReceiptsAsync).WithName("examReceipts").WithSummary("What was accepted of you and when, as text.").Produces<string>(contentType: "text/plain");
        exam.MapGet("/events", Follow).WithName("followExam").WithSummary("The same as showExam after each change, as server-sent events.")
            .Produces(StatusCodes.Status200OK, contentType: "text/event-stream").ProducesProblem(StatusCodes.Status429TooManyRequests);
    }

    private static Task<SittingView> ShowAsync(ExamStudent student, ExamViews views, CancellationToken cancellationToken) => views.OfAsync(student, cancellationToken);

    private static async Task<NoContent> EnterAsync(HttpContext context, ExamStudent student, LabStore store, CancellationToken cancellationToken)
    {
        await store.Sittings.EnterAsync(student.Session.Id, student.Sitting.Member, student.Device, Address.Of(context), cancellationToken);
        return TypedResults.NoContent();
    }

    private static async Task<Results<Ok<SittingView>, ProblemHttpResult>> BeginAsync(ExamStudent student, LabStore store, ExamViews views, CancellationToken cancellationToken)
    {
        if (student.IsOtherDevice)
            return ExamProblems.OtherDevice();
        if (await store.Sittings.BeginAsync(student.Session.Id, student.Sitting.Member, SubmissionRules.MayBegin, cancellationToken) is null)
            return Problems.Of(StatusCodes.Status403Forbidden, "The session cannot be begun now.", "Its page says when it opens, and until when you may begin.");
        return TypedResults.Ok(await views.OfAsync(student, cancellationToken));
    }

    private static async Task<Results<Ok<SittingView>, ProblemHttpResult>> HandInAsync(ExamStudent student, LabStore store, ExamViews views, CancellationToken cancellationToken)
    {
        if (student.IsOtherDevice)
            return ExamProblems.OtherDevice();
        var view = await views.OfAsync(student, cancellationToken);
        if (view.State is not ("working" or "late" or "paused" or "handed_in") || student.Sitting.Begun is null)
            return Problems.Of(StatusCodes.Status403Forbidden, "There is nothing to hand in.", "Your last accepted attempts count without it.");
        // Twice is once.
        await store.Sittings.HandInAsync(student.Session.Id, student.Sitting.Member, "student", cancellationToken);
        return TypedResults.Ok(await views.OfAsync(student, cancellationToken));
    }

    private static async Task<NoContent> SignOutAsync(HttpContext context, ExamStudent student)
    {
        await context.SignOutAsync(SessionIdentities.Student);
        return TypedResults.NoContent();
    }

    private static async Task<FileContentHttpResult> ReceiptsAsync(ExamStudent student, LabStore store, CancellationToken cancellationToken) => TypedResults.File(
        System.Text.Encoding.UTF8.GetBytes(ReceiptText.Write(student, await store.Sittings.ReceiptsAsync(student.Session.Id, student.Sitting.Member, cancellationToken))),
        "text/plain; charset=utf-8", $"{student.Session.Id}-receipts.txt");

    private static IResult Follow(HttpContext context, ExamStudent student, ExamViews views, SessionWatch watch, EventStreams streams, CancellationToken cancellationToken)
    {
        context.Response.Headers["X-Accel-Buffering"] = "no"; // a proxy must not keep events back
        return TypedResults.ServerSentEvents(streams.Open(context).WhileOpenAsync(open => ViewsAsync(student, views, watch, open), cancellationToken));
    }

    private static async IAsyncEnumerable<SseItem<object>> ViewsAsync(ExamStudent student, ExamViews views, SessionWatch watch, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        SittingView? told = null;
        DateTimeOffset? published = null;
        await foreach (var snapshot in watch.FollowAsync(student.Session.Id, cancellationToken))
        {
            // Who was taken out of the cohort meanwhile is told no more.
            if (snapshot.ViewOf(student.Sitting.Member, student.Device) is not { } view)
                yield break;
            // Grades are worked out only for what is told.
            if (told is not null && ExamViews.AreSame(told, view) && published == snapshot.Session.Published)
                continue;
            (told, published) = (view, snapshot.Session.Published);
            yield return new SseItem<object>(await views.WithGradesAsync(view, snapshot.Session, cancellationToken), "view");
        }
    }
}
