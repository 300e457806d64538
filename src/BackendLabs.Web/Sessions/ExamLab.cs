using System.Reflection;
using BackendLabs.Labs;
using BackendLabs.Sessions.Running;
using BackendLabs.Web.Catalogue;
using BackendLabs.Web.Hosting;

namespace BackendLabs.Web.Sessions;

/// <summary>The lab that an address of a session names, in its pinned version, as a handler's parameter: where it is there, its student has begun.</summary>
internal sealed record ExamLab(Lab Lab)
{
    public static async ValueTask<ExamLab> BindAsync(HttpContext context, ParameterInfo parameter) => new(await FindAsync(context));

    /// <summary>For handlers that practice has too.</summary>
    public static LabSource Source { get; } = new(FindAsync);

    /// <exception cref="RefusedException">403: its student has not begun. 404: the session has no such lab. 503: it cannot be read.</exception>
    public static async Task<Lab> FindAsync(HttpContext context)
    {
        var student = ExamStudent.Require(context);
        var id = $"{context.Request.RouteValues["track"]}/{context.Request.RouteValues["name"]}";
        if (student.Session.Find(id) is not { } pinned)
            throw new RefusedException(StatusCodes.Status404NotFound, "This session has no such lab.", $"Its labs are listed at /exam/{student.Session.Id}");
        if (student.Sitting.Begun is null)
            throw new RefusedException(StatusCodes.Status403Forbidden, "You have not begun.", "Begin first: your time starts then.");
        return await context.RequestServices.GetRequiredService<PinnedLabs>().FindAsync(pinned.Digest, context.RequestAborted)
            ?? throw new RefusedException(StatusCodes.Status503ServiceUnavailable, "This lab cannot be read at the moment.", "Tell your instructor. Nothing of yours is lost.");
    }
}
