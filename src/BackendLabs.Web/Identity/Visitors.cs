using System.Security.Cryptography;
using BackendLabs.Web.Hosting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Diagnostics;

namespace BackendLabs.Web.Identity;

/// <summary>
/// Who is who. Where no class practises, whoever opens a page gets a cookie with an id of their own; where one does, a
/// personal link gives it. The cookie is sealed with keys of the store, so that every node reads it, and after a restart too.
/// </summary>
internal static class Visitors
{
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(400); // the longest that browsers keep a cookie

    public static void AddVisitors(this IServiceCollection services, WebParts parts)
    {
        services.AddDataProtection().SetApplicationName("BackendLabs").AddKeysOf(parts.Store);
        services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie(options =>
        {
            options.Cookie.Name = "backendlabs";
            options.Cookie.HttpOnly = true;
            options.Cookie.SameSite = SameSiteMode.Lax; // a personal link is followed from a mail
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            options.Cookie.IsEssential = true;
            options.ExpireTimeSpan = Remembered;
            options.SlidingExpiration = true;
        });
        services.AddAntiforgery(options =>
        {
            options.HeaderName = CrossSiteGuard.Header;
            options.Cookie.Name = "backendlabs-csrf";
            options.Cookie.SameSite = SameSiteMode.Strict;
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        });
    }

    /// <summary>Makes whoever opens a page for the first time known.</summary>
    public static void UseVisitors(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        if (Visitor.Find(context) is null && WantsPage(context) && context.RequestServices.GetRequiredService<WebSettings>().CohortFile is null)
            await SignInAsync(context, new Visitor(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)), "", VisitorRole.Student));
        await next(context);
    });

    public static async Task SignInAsync(HttpContext context, Visitor visitor)
    {
        context.User = visitor.ToPrincipal();
        await context.SignInAsync(context.User, new AuthenticationProperties { IsPersistent = true });
    }

    /// <summary>For what is the same for everybody, and asked for by programs.</summary>
    public static T WithoutVisitor<T>(this T endpoint) where T : IEndpointConventionBuilder
    {
        endpoint.Add(builder => builder.Metadata.Add(new WithoutVisitorAttribute()));
        return endpoint;
    }

    public static bool WantsPage(HttpContext context) =>
        HttpMethods.IsGet(context.Request.Method)
        && context.GetEndpoint() is { } endpoint
        && endpoint.Metadata.GetMetadata<WithoutVisitorAttribute>() is null
        && context.Features.Get<IStatusCodeReExecuteFeature>() is null // an error page makes nobody known
        && !context.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase);
}

/// <summary>Said of a page that makes nobody known, and that a class's door does not stand before.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class WithoutVisitorAttribute : Attribute;
