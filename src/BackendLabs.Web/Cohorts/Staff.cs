using BackendLabs.Labs;
using BackendLabs.Web.Hosting;
using BackendLabs.Web.Identity;

namespace BackendLabs.Web.Cohorts;

internal static class Staff
{
    /// <returns>The class that whoever asks teaches.</returns>
    /// <exception cref="RefusedException">403: they teach none here. 404: no class practises here.</exception>
    public static Cohort Require(HttpContext context, CohortHere here) =>
        here.Cohort is not { } cohort ? throw new RefusedException(StatusCodes.Status404NotFound, "No class practises here.", "`lab serve --cohort FILE` makes this the place of one.")
        : Visitor.Find(context) is { IsStaff: true } ? cohort
        : throw new RefusedException(StatusCodes.Status403Forbidden, "This is for those who teach the class.", "Your own work is under \"Your work\".");
}
