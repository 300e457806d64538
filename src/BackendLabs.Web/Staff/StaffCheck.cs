using System.Security.Claims;
using BackendLabs.Store;
using BackendLabs.Store.Sessions;
using BackendLabs.Web.Identity;
using BackendLabs.Web.Sessions;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace BackendLabs.Web.Staff;

/// <summary>Whether a staff cookie still stands: a new password and the account's end end it at once.</summary>
internal sealed class StaffCheck(LabStore store)
{
    private const string AccountClaim = "account";
    private const string StampClaim = "stamp";

    private static readonly object Key = new();

    /// <returns>Whose request it is; null where it is nobody's of the staff.</returns>
    public static StaffAccount? Find(HttpContext context) => context.Items[Key] as StaffAccount;

    public async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        if (context.Principal?.FindFirstValue(AccountClaim) is { } id
            && await store.Accounts.FindAsync(id, context.HttpContext.RequestAborted) is { IsEnded: false } account && account.Stamp == context.Principal.FindFirstValue(StampClaim))
        {
            context.HttpContext.Items[Key] = account;
            context.ReplacePrincipal(PrincipalOf(account));
        }
        else
        {
            context.RejectPrincipal();
        }
    }

    public static async Task SignInAsync(HttpContext context, StaffAccount account)
    {
        context.User = PrincipalOf(account);
        await context.SignInAsync(SessionIdentities.Staff, context.User);
    }

    // No visitor's id, member's or sitting's holds a colon.
    private static ClaimsPrincipal PrincipalOf(StaffAccount account)
    {
        var principal = new Visitor($"staff:{account.Id}", account.Name, VisitorRole.Student).ToPrincipal();
        ((ClaimsIdentity)principal.Identity!).AddClaims([new(AccountClaim, account.Id), new(StampClaim, account.Stamp)]);
        return principal;
    }
}
