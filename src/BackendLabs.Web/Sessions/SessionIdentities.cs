using System.Security.Claims;
using BackendLabs.Web.Identity;
using BackendLabs.Web.Staff;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace BackendLabs.Web.Sessions;

/// <summary>
/// Who is who in graded sessions, apart from practice: students by one cookie, staff by another. On their pages nobody is
/// anybody by a cookie of practice.
/// </summary>
internal static class SessionIdentities
{
    public const string Student = "backendlabs-session";
    public const string Staff = "backendlabs-staff";

    private static readonly TimeSpan StudentRemembered = TimeSpan.FromDays(7);
    private static readonly TimeSpan StaffRemembered = TimeSpan.FromHours(12);

    private static readonly (string Path, string Scheme)[] Places = [("/exam", Student), ("/api/exam", Student), ("/staff", Staff), ("/api/staff", Staff)];

    public static void AddSessionIdentities(this IServiceCollection services)
    {
        services.AddSingleton<StudentCheck>().AddSingleton<StaffCheck>();
        services.AddAuthentication()
            .AddCookie(Student, options => Seal(options, Student, StudentRemembered))
            .AddCookie(Staff, options => Seal(options, Staff, StaffRemembered));
        services.AddOptions<CookieAuthenticationOptions>(Student).Configure<StudentCheck>((options, check) => options.Events.OnValidatePrincipal = check.ValidateAsync);
        services.AddOptions<CookieAuthenticationOptions>(Staff).Configure<StaffCheck>((options, check) => options.Events.OnValidatePrincipal = check.ValidateAsync);
    }

    /// <summary>Stands before the limits of requests: three hundred students behind one address are three hundred.</summary>
    public static void UseSessionIdentities(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        if (SchemeOf(context.Request.Path) is { } scheme)
            context.User = (await context.AuthenticateAsync(scheme)).Principal ?? new ClaimsPrincipal(new ClaimsIdentity());
        await next(context);
    });

    /// <returns>Null where graded sessions have no say.</returns>
    public static string? SchemeOf(PathString path) =>
        Places.FirstOrDefault(place => path.StartsWithSegments(place.Path, StringComparison.OrdinalIgnoreCase)).Scheme;

    /// <summary>Whether a request is of a student of a session or of staff: each is one person, who could not be made up.</summary>
    public static bool IsProved(HttpContext context) => SchemeOf(context.Request.Path) is not null && Visitor.Find(context) is not null;

    private static void Seal(CookieAuthenticationOptions options, string name, TimeSpan remembered)
    {
        options.Cookie.Name = name;
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Lax; // a link is followed from a mail
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.Cookie.IsEssential = true;
        options.ExpireTimeSpan = remembered;
        options.SlidingExpiration = true;
    }
}
