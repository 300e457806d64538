using System.Security.Claims;
using BackendLabs.Store;
using BackendLabs.Web.Identity;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace BackendLabs.Web.Sessions;

/// <summary>Whether a student's cookie still stands: a new personal link and leaving the cohort end it at once.</summary>
internal sealed class StudentCheck(LabStore store)
{
    public async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        if (StudentSign.Of(context.Principal) is { } sign
            && await store.Sittings.PassAsync(sign.Session, sign.Member, context.HttpContext.RequestAborted) is { } pass && pass.Pass == sign.Pass)
            context.ReplacePrincipal(sign.ToPrincipal(pass.Person, pass.Name));
        else
            context.RejectPrincipal();
    }
}

/// <summary>What a student's cookie holds.</summary>
/// <param name="Device">Drawn when this browser signed in.</param>
/// <param name="Pass">Of the member, at that time.</param>
internal sealed record StudentSign(string Session, string Member, string Device, string Pass)
{
    private const string SessionClaim = "session";
    private const string MemberClaim = "member";
    private const string DeviceClaim = "device";
    private const string PassClaim = "pass";

    public static StudentSign? Of(ClaimsPrincipal? principal) =>
        principal?.FindFirstValue(SessionClaim) is { } session && principal.FindFirstValue(MemberClaim) is { } member
        && principal.FindFirstValue(DeviceClaim) is { } device && principal.FindFirstValue(PassClaim) is { } pass
            ? new StudentSign(session, member, device, pass)
            : null;

    /// <param name="person">Of the sitting: limits and streams are counted by it.</param>
    public ClaimsPrincipal ToPrincipal(string person, string name)
    {
        var principal = new Visitor(person, name, VisitorRole.Student).ToPrincipal();
        ((ClaimsIdentity)principal.Identity!).AddClaims([new(SessionClaim, Session), new(MemberClaim, Member), new(DeviceClaim, Device), new(PassClaim, Pass)]);
        return principal;
    }

    public async Task SignInAsync(HttpContext context, string person, string name)
    {
        context.User = ToPrincipal(person, name);
        await context.SignInAsync(SessionIdentities.Student, context.User, new AuthenticationProperties { IsPersistent = true });
    }
}
