using System.Collections.Concurrent;
using System.Security.Claims;
using BackendLabs.Labs;
using BackendLabs.Store;
using BackendLabs.Web.Identity;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace BackendLabs.Web.Cohorts;

/// <summary>Whether a cookie still stands for a member of the class: a new link ends those that came by the old one, a new role counts at once.</summary>
internal sealed class MemberCheck(Classroom classroom, LabStore store, TimeProvider time)
{
    private const string PassClaim = "pass";

    /// <summary>A page brings many requests; the class changes rarely.</summary>
    private static readonly TimeSpan Remembered = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<string, Known> _known = new(StringComparer.Ordinal);

    public static ClaimsPrincipal PrincipalOf(CohortMember member)
    {
        var principal = VisitorOf(member).ToPrincipal();
        ((ClaimsIdentity)principal.Identity!).AddClaim(new Claim(PassClaim, member.Pass));
        return principal;
    }

    public async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        if (classroom.Cohort is not { } cohort || context.Principal is not { } principal)
            return;
        var person = principal.FindFirstValue(ClaimTypes.NameIdentifier) ?? "";
        var member = await FindAsync(person, context.HttpContext.RequestAborted);
        if (member is null || member.Cohort != cohort.Id || principal.FindFirstValue(PassClaim) != member.Pass)
            context.RejectPrincipal();
        else
            context.ReplacePrincipal(PrincipalOf(member));
    }

    /// <summary>What was remembered of a member is asked for anew.</summary>
    public void Forget(string person) => _known.TryRemove(person, out _);

    private async Task<CohortMember?> FindAsync(string person, CancellationToken cancellationToken)
    {
        if (_known.TryGetValue(person, out var known) && time.GetElapsedTime(known.At) < Remembered)
            return known.Member;
        var member = await store.Cohorts.OfPersonAsync(person, cancellationToken);
        // Only of members, whose number is bounded.
        if (member is not null)
            _known[person] = new Known(member, time.GetTimestamp());
        return member;
    }

    private static Visitor VisitorOf(CohortMember member) =>
        new(member.Person, member.Name, member.Role is CohortRole.Staff ? VisitorRole.Staff : VisitorRole.Student);

    private sealed record Known(CohortMember Member, long At);
}
