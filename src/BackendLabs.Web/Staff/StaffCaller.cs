using System.Reflection;
using BackendLabs.Store.Sessions;

namespace BackendLabs.Web.Staff;

/// <summary>Who of the staff asks, once the rule has let them.</summary>
/// <param name="Found">The session that the address names; null where it names none.</param>
internal sealed record StaffCaller(StaffAccount Account, GradedSession? Found)
{
    private static readonly object Key = new();

    public GradedSession Session => Found!;

    public string By => Account.Id;

    public static void Put(HttpContext context, StaffCaller caller) => context.Items[Key] = caller;

    /// <returns>Null on a page that is for everybody.</returns>
    public static StaffCaller? Find(HttpContext context) => context.Items.TryGetValue(Key, out var caller) ? caller as StaffCaller : null;

    public static StaffCaller Require(HttpContext context) => (StaffCaller)context.Items[Key]!;

    public static ValueTask<StaffCaller> BindAsync(HttpContext context, ParameterInfo parameter) => ValueTask.FromResult(Require(context));
}
