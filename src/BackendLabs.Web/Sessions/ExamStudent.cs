using System.Reflection;
using BackendLabs.Store.Sessions;

namespace BackendLabs.Web.Sessions;

/// <summary>The student who asks, in the session that the address names: as a handler's parameter or for a page, once the rule has let them.</summary>
/// <param name="Device">Of the browser that asks.</param>
internal sealed record ExamStudent(GradedSession Session, Sitting Sitting, string Device)
{
    private static readonly object Key = new();

    /// <summary>Whether another browser may work, and this one may not.</summary>
    public bool IsOtherDevice => Sitting.Device != Device;

    public static void Put(HttpContext context, ExamStudent student) => context.Items[Key] = student;

    /// <returns>Null on a page that is for everybody.</returns>
    public static ExamStudent? Find(HttpContext context) => context.Items.TryGetValue(Key, out var student) ? student as ExamStudent : null;

    public static ExamStudent Require(HttpContext context) => (ExamStudent)context.Items[Key]!;

    public static ValueTask<ExamStudent> BindAsync(HttpContext context, ParameterInfo parameter) => ValueTask.FromResult(Require(context));
}
