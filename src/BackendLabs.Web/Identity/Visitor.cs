using System.Reflection;
using System.Security.Claims;

namespace BackendLabs.Web.Identity;

/// <summary>Whoever asks: somebody of a class, or somebody of whom only their cookie is known.</summary>
/// <param name="Id">What drafts and attempts belong to.</param>
internal sealed record Visitor(string Id, string Name, VisitorRole Role)
{
    private const string RoleClaim = ClaimTypes.Role;

    public bool IsStaff => Role is VisitorRole.Staff;

    /// <summary>Null where the request has no cookie of ours.</summary>
    public static Visitor? Find(HttpContext context) => Of(context.User);

    /// <summary>The visitor as a handler's parameter: where it is there, there is one.</summary>
    public static ValueTask<Visitor> BindAsync(HttpContext context, ParameterInfo parameter) => ValueTask.FromResult(
        Find(context) ?? throw new Hosting.RefusedException(StatusCodes.Status401Unauthorized, "You are not known here yet.", "Open the start page first: it gives you a cookie."));

    public ClaimsPrincipal ToPrincipal() => new(new ClaimsIdentity(
        [new(ClaimTypes.NameIdentifier, Id), new(ClaimTypes.Name, Name), new(RoleClaim, Role.ToString())], "cookie"));

    private static Visitor? Of(ClaimsPrincipal user) => user.FindFirstValue(ClaimTypes.NameIdentifier) is { } id
        ? new Visitor(id, user.FindFirstValue(ClaimTypes.Name) ?? "", Enum.TryParse<VisitorRole>(user.FindFirstValue(RoleClaim), out var role) ? role : VisitorRole.Student)
        : null;
}

internal enum VisitorRole
{
    Student,
    Staff,
}
