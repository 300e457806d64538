using BackendLabs.Store;
using BackendLabs.Web.Hosting;
using BackendLabs.Web.Identity;

namespace BackendLabs.Web.Cohorts;

internal static class JoinEndpoints
{
    private const int LongestToken = 200;

    /// <summary>Personal links: whoever holds one is that member.</summary>
    public static void MapJoin(this IEndpointRouteBuilder app) => app
        .MapGet("/join/{token}", JoinAsync).WithName("join").WithTags("Class").WithSummary("Comes in by a personal link.").ExcludeFromDescription().WithoutVisitor();

    private static async Task<IResult> JoinAsync(HttpContext context, string token, LabStore store, CohortHere here, CancellationToken cancellationToken)
    {
        if (token.Length > LongestToken || await store.Cohorts.JoinAsync(token, cancellationToken) is not { } member || member.Cohort != here.Cohort?.Id)
            throw new RefusedException(StatusCodes.Status404NotFound, "This link leads to nobody.", "It may be an old one: ask whoever gave it to you for the newest.");
        await Visitors.SignInAsync(context, Visitor.Of(member));
        return TypedResults.LocalRedirect("/");
    }
}
