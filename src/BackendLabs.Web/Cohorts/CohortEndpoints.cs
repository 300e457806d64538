using BackendLabs.Store;
using BackendLabs.Web.Catalogue;
using BackendLabs.Web.Hosting;
using BackendLabs.Web.Identity;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BackendLabs.Web.Cohorts;

internal static class CohortEndpoints
{
    public static void AddCohorts(this IServiceCollection services, Classroom classroom)
    {
        services.AddSingleton(classroom).AddSingleton<MemberCheck>();
        services.AddOptions<CookieAuthenticationOptions>(CookieAuthenticationDefaults.AuthenticationScheme)
            .Configure<MemberCheck>((options, check) => options.Events.OnValidatePrincipal = check.ValidateAsync);
    }

    public static void MapCohorts(this IEndpointRouteBuilder app)
    {
        if (app.ServiceProvider.GetRequiredService<Classroom>().Cohort is null)
            return;
        app.MapGet("/join/{token}", JoinAsync).ExcludeFromDescription().WithoutVisitor();
        var staff = app.MapGroup("/api/class").WithTags("Class").AddEndpointFilter(StaffOnlyAsync);
        staff.MapGet("", ShowAsync).WithName("showClass").WithSummary("The class: everybody, and how far they are. For its staff.");
        staff.MapGet("/csv", CsvAsync).WithName("exportClass").WithSummary("The same as CSV, one line for each person and lab.").Produces<string>(contentType: "text/csv");
        staff.MapPost("/{id}/unlock", UnlockAsync).WithName("unlockMember").WithSummary("Lets a person try their code again.");
        staff.MapPost("/{id}/link", RenewAsync).WithName("renewLink").WithSummary("Makes a new link and code for a person; the old ones end, and who came in by them is signed out.");
    }

    /// <summary>Where a class practises, whoever is not known is shown the way in.</summary>
    public static void UseClassroom(this WebApplication app)
    {
        if (app.Services.GetRequiredService<Classroom>().Cohort is null)
            return;
        app.Use((context, next) =>
        {
            if (Visitor.Find(context) is not null || !HttpMethods.IsGet(context.Request.Method) || !Visitors.WantsPage(context)
                || context.Request.Path.StartsWithSegments("/join", StringComparison.OrdinalIgnoreCase) || context.Request.Path.StartsWithSegments("/error", StringComparison.OrdinalIgnoreCase))
                return next(context);
            context.Response.Redirect("/join");
            return Task.CompletedTask;
        });
    }

    public static async Task SignInAsync(HttpContext context, CohortMember member)
    {
        context.User = MemberCheck.PrincipalOf(member);
        await context.SignInAsync(context.User, new AuthenticationProperties { IsPersistent = true });
    }

    private static async Task<RedirectHttpResult> JoinAsync(HttpContext context, string token, Classroom classroom, LabStore store, CancellationToken cancellationToken)
    {
        if (await store.Cohorts.JoinAsync(token, cancellationToken) is not { } member || member.Cohort != classroom.Cohort!.Id)
            throw new RefusedException(StatusCodes.Status404NotFound, "This link does not work any more.", "Ask your instructor for a new one, or come in with your name and code: /join");
        await SignInAsync(context, member);
        return TypedResults.Redirect("/");
    }

    private static async ValueTask<object?> StaffOnlyAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        RequireStaff(context.HttpContext);
        return await next(context);
    }

    /// <exception cref="RefusedException">401: nobody is known. 403: a student.</exception>
    public static void RequireStaff(HttpContext context)
    {
        if (Visitor.Find(context) is not { } visitor)
            throw new RefusedException(StatusCodes.Status401Unauthorized, "Your link, please.", "Open the personal link that you were given.");
        if (!visitor.IsStaff)
            throw new RefusedException(StatusCodes.Status403Forbidden, "This is for the staff of the class.");
    }

    private static async Task<ClassBoard> ShowAsync(Classroom classroom, LabStore store, LabLibrary labs, TimeProvider time, CancellationToken cancellationToken) =>
        await ClassBoard.OfAsync(classroom.Cohort!, store, labs.Catalog, time, cancellationToken);

    private static async Task<IResult> CsvAsync(Classroom classroom, LabStore store, LabLibrary labs, TimeProvider time, CancellationToken cancellationToken)
    {
        var board = await ClassBoard.OfAsync(classroom.Cohort!, store, labs.Catalog, time, cancellationToken);
        return TypedResults.File(System.Text.Encoding.UTF8.GetBytes(ClassCsv.Write(board)), "text/csv; charset=utf-8", $"{classroom.Cohort!.Id}.csv");
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> UnlockAsync(string id, Classroom classroom, LabStore store, CancellationToken cancellationToken)
    {
        if (await store.Cohorts.FindAsync(classroom.Cohort!.Id, id, cancellationToken) is null)
            return Nobody(id);
        await store.Cohorts.UnlockAsync(classroom.Cohort.Id, id, cancellationToken);
        return TypedResults.NoContent();
    }

    private static async Task<Results<Ok<FreshLink>, ProblemHttpResult>> RenewAsync(
        HttpContext context, string id, Classroom classroom, LabStore store, MemberCheck check, CancellationToken cancellationToken)
    {
        if (await store.Cohorts.RenewAsync(classroom.Cohort!.Id, id, cancellationToken) is not { } pass
            || await store.Cohorts.FindAsync(classroom.Cohort.Id, id, cancellationToken) is not { } member)
            return Nobody(id);
        check.Forget(member.Person);
        // Whoever renews their own link goes on.
        if (Visitor.Find(context)?.Id == member.Person)
            await SignInAsync(context, member);
        return TypedResults.Ok(new FreshLink($"{context.Request.Scheme}://{context.Request.Host}/join/{pass.Token}", pass.Code));
    }

    private static ProblemHttpResult Nobody(string id) => Problems.Of(StatusCodes.Status404NotFound, $"There is nobody {id} in this class.");

    private sealed record FreshLink(string Link, string Code);
}
