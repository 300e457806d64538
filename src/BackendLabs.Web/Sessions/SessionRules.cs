using BackendLabs.Store;
using BackendLabs.Store.Sessions;
using BackendLabs.Web.Hosting;
using BackendLabs.Web.Staff;

namespace BackendLabs.Web.Sessions;

/// <summary>Says of each page and address of graded sessions who may ask for it. One without a rule is refused to everybody.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal abstract class SessionRuleAttribute : Attribute;

/// <summary>For everybody: a way in.</summary>
internal sealed class OpenDoorAttribute : SessionRuleAttribute;

/// <summary>For a student of the session that the address names.</summary>
internal sealed class ForStudentAttribute : SessionRuleAttribute;

/// <summary>For staff of a role or above it, who work with the cohort of the session, or with the cohort, that the address names.</summary>
internal sealed class ForStaffAttribute(StaffRole least) : SessionRuleAttribute
{
    public StaffRole Least => least;
}

internal static class SessionRules
{
    private const string SignInFirst = "Sign in first.";

    public static T For<T>(this T endpoint, SessionRuleAttribute rule) where T : IEndpointConventionBuilder
    {
        endpoint.Add(builder => builder.Metadata.Add(rule));
        return endpoint;
    }

    public static void UseSessionRules(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        // What routing itself answers, as a method that is not taken, has no rule and needs none.
        if (SessionIdentities.SchemeOf(context.Request.Path) is null || context.GetEndpoint() is not RouteEndpoint endpoint
            || await AllowsAsync(context, endpoint.Metadata.GetMetadata<SessionRuleAttribute>()))
            await next(context);
    });

    private static async Task<bool> AllowsAsync(HttpContext context, SessionRuleAttribute? rule)
    {
        switch (rule)
        {
            case OpenDoorAttribute:
                return true;
            case ForStudentAttribute:
                return await AllowsStudentAsync(context);
            case ForStaffAttribute { Least: var least }:
                return await AllowsStaffAsync(context, least);
            default:
                throw new RefusedException(StatusCodes.Status403Forbidden, "This is for nobody.");
        }
    }

    private static async Task<bool> AllowsStudentAsync(HttpContext context)
    {
        if (StudentSign.Of(context.User) is not { } sign)
            return Show(context, "/exam") ?? throw new RefusedException(StatusCodes.Status401Unauthorized, SignInFirst, "Come in with the session's join code, your id and your code: /exam");
        var asked = context.Request.RouteValues["session"] as string;
        if (!string.Equals(sign.Session, asked, StringComparison.Ordinal))
            return Show(context, "/exam") ?? throw new RefusedException(StatusCodes.Status403Forbidden, "You are signed in to another session.", "Come in with the join code of this one: /exam");
        var store = context.RequestServices.GetRequiredService<LabStore>();
        if (await store.Sessions.FindAsync(sign.Session, context.RequestAborted) is not { } session
            || await store.Sittings.FindAsync(sign.Session, sign.Member, context.RequestAborted) is not { IsRemoved: false } sitting)
            throw new RefusedException(StatusCodes.Status401Unauthorized, SignInFirst);
        ExamStudent.Put(context, new ExamStudent(session, sitting, sign.Device));
        return true;
    }

    private static async Task<bool> AllowsStaffAsync(HttpContext context, StaffRole least)
    {
        if (StaffCheck.Find(context) is not { } account)
            return Show(context, "/staff") ?? throw new RefusedException(StatusCodes.Status401Unauthorized, SignInFirst, "Staff come in with name and password: /staff");
        var store = context.RequestServices.GetRequiredService<LabStore>();
        var session = context.Request.RouteValues["session"] is string id ? await store.Sessions.FindAsync(id, context.RequestAborted) ?? throw Absent("session") : null;
        if ((session?.Cohort ?? context.Request.RouteValues["cohort"] as string) is { } cohort && !await store.Accounts.MaySeeAsync(account, cohort, context.RequestAborted))
            throw Absent(session is null ? "cohort" : "session");
        if (account.Role < least)
            throw new RefusedException(StatusCodes.Status403Forbidden, $"This is for {(least is StaffRole.Administrator ? "administrators" : "instructors")}.", "Ask one of them to do it.");
        StaffCaller.Put(context, new StaffCaller(account, session));
        return true;
    }

    // To staff of another cohort a session does not exist.
    private static RefusedException Absent(string what) => new(StatusCodes.Status404NotFound, $"There is no such {what}, or it is not yours.", "An administrator can give you its cohort.");

    /// <returns>False where a page was asked for, and its reader is sent to where they can sign in; null otherwise.</returns>
    private static bool? Show(HttpContext context, string door)
    {
        if (!HttpMethods.IsGet(context.Request.Method) || context.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase))
            return null;
        context.Response.Redirect(door);
        return false;
    }
}
