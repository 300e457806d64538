using System.Reflection;
using System.Security.Claims;
using BackendLabs.Labs;
using BackendLabs.Store;

namespace BackendLabs.Web.Identity;

/// <summary>Whoever asks: somebody of a class, or somebody of whom only their cookie is known.</summary>
/// <param name="Id">What drafts and attempts belong to.</param>
/// <param name="Pass">Of a member of a class, what ends with a new link; null for others.</param>
internal sealed record Visitor(string Id, string Name, VisitorRole Role, string? Pass = null)
{
    private const string RoleClaim = ClaimTypes.Role;
    private const string PassClaim = "pass";

    public bool IsStaff => Role is VisitorRole.Staff;

    /// <summary>Null where the request has no cookie of ours.</summary>
    public static Visitor? Find(HttpContext context) => Find(context.User);

    public static Visitor? Find(ClaimsPrincipal? user) => user?.FindFirstValue(ClaimTypes.NameIdentifier) is { } id
        ? new Visitor(id, user.FindFirstValue(ClaimTypes.Name) ?? "", Enum.TryParse<VisitorRole>(user.FindFirstValue(RoleClaim), out var role) ? role : VisitorRole.Student, user.FindFirstValue(PassClaim))
        : null;

    public static Visitor Of(CohortMember member) => new(member.Person, member.Name, member.Role is CohortRole.Staff ? VisitorRole.Staff : VisitorRole.Student, member.Pass);

    /// <summary>The visitor as a handler's parameter: where it is there, there is one.</summary>
    public static ValueTask<Visitor> BindAsync(HttpContext context, ParameterInfo parameter) => ValueTask.FromResult(
        Find(context) ?? throw new Hosting.RefusedException(StatusCodes.Status401Unauthorized, "You are not known here yet.", "Open the start page first: it gives you a cookie."));

    public ClaimsPrincipal ToPrincipal()
    {
        List<Claim> claims = [new(ClaimTypes.NameIdentifier, Id), new(ClaimTypes.Name, Name), new(RoleClaim, Role.ToString())];
        if (Pass is not null)
            claims.Add(new Claim(PassClaim, Pass));
        return new ClaimsPrincipal(new ClaimsIdentity(claims, "cookie"));
    }
}

internal enum VisitorRole
{
    Student,
    Staff,
}
