using Microsoft.AspNetCore.Antiforgery;

namespace BackendLabs.Web.Hosting;

/// <summary>Refuses what changes something and was not asked for by a page of ours.</summary>
internal static class CrossSiteGuard
{
    /// <summary>Carries the token that a page has in <c>&lt;meta name="csrf-token"&gt;</c>.</summary>
    public const string Header = "X-CSRF-TOKEN";

    public static void UseCrossSiteGuard(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        if (ChangesSomething(context.Request.Method) && (ComesFromElsewhere(context.Request) || !await HasTokenAsync(context)))
            throw new RefusedException(StatusCodes.Status403Forbidden, "This did not come from a page of ours.", "Reload the page and try again.");
        await next(context);
    });

    private static bool ChangesSomething(string method) =>
        !HttpMethods.IsGet(method) && !HttpMethods.IsHead(method) && !HttpMethods.IsOptions(method) && !HttpMethods.IsTrace(method);

    // Fetch Metadata Request Headers: browsers say it of themselves, and scripts of a page cannot change it.
    private static bool ComesFromElsewhere(HttpRequest request) => request.Headers["Sec-Fetch-Site"].ToString() is "cross-site" or "same-site";

    // Only a page's form, which was read, may carry it: no body is read for the sake of a token.
    private static async Task<bool> HasTokenAsync(HttpContext context) =>
        (context.Request.Headers.ContainsKey(Header) || PageForms.HasForm(context))
        && await context.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(context);
}
