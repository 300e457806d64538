using System.Security.Cryptography;

namespace BackendLabs.Web.Hosting;

/// <summary>What a browser may do with what this node sends.</summary>
internal static class SecurityHeaders
{
    private static readonly object NonceKey = new();

    /// <summary>Stands before whatever may begin anew, so that an answer has one nonce: the page's and the header's.</summary>
    public static void UseSecurityHeaders(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        var nonce = Convert.ToBase64String(RandomNumberGenerator.GetBytes(16));
        context.Items[NonceKey] = nonce;
        // As the answer begins: an error on the way takes away what was set before it.
        context.Response.OnStarting(() =>
        {
            Set(context.Response.Headers, nonce);
            // What the API says is somebody's: no cache between, and none of the browser's, keeps it for the next one.
            if (context.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase))
                context.Response.Headers.CacheControl = "no-store";
            return Task.CompletedTask;
        });
        return next(context);
    });

    private static void Set(IHeaderDictionary headers, string nonce)
    {
        headers.ContentSecurityPolicy = PolicyWith(nonce);
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()";
    }

    /// <summary>Allows the one inline script of a page: the map of its modules.</summary>
    public static string NonceOf(HttpContext context) => (string)context.Items[NonceKey]!;

    // Monaco sets styles on its elements; scripts come from files of ours and from nowhere else.
    private static string PolicyWith(string nonce) =>
        $"default-src 'self'; script-src 'self' 'nonce-{nonce}'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; "
        + "connect-src 'self'; worker-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";
}
