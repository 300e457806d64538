using BackendLabs.Sessions.Policies;
using FsCheck;
using FsCheck.Fluent;

namespace BackendLabs.Sessions.Tests.Policies;

internal static class AnyPolicy
{
    private static readonly DateTimeOffset Epoch = new(2026, 12, 3, 9, 0, 0, TimeSpan.Zero);

    private static readonly Gen<string> Texts = Gen.Elements("a", "Grüße", "\"quoted\"", "line\nbreak", "emoji 🎓", "<b>", "\\u0041", "");

    private static readonly Gen<DateTimeOffset> Moments =
        from seconds in Gen.Choose(-100_000_000, 100_000_000)
        from offset in Gen.Choose(-14 * 4, 14 * 4)
        select Epoch.AddSeconds(seconds).ToOffset(TimeSpan.FromMinutes(offset * 15));

    private static readonly Gen<TellStep> Steps =
        from tells in Gen.Elements(Enum.GetValues<Telling>())
        from attempt in Maybe(Gen.Choose(1, 100))
        from @from in Maybe(Moments)
        select new TellStep(tells, attempt, @from);

    private static readonly Gen<SessionLab> Labs =
        from name in Gen.Choose(0, 1000)
        from ten_thousandths in Gen.Choose(1, 10_000_000)
        from root in Gen.Elements("../labs", "/srv/labs", null)
        select new SessionLab($"track/lab-{name}", ten_thousandths / 10_000m, root);

    public static readonly Gen<SessionPolicy> Policies =
        from title in Texts
        from opens in Moments
        from closes in Moments
        from minutes in Maybe(Gen.Choose(1, 100_000))
        from attempts in Maybe(Gen.Choose(1, 1_000))
        from coolDown in Gen.Choose(0, 86_400)
        from late in Maybe(Gen.Choose(0, 100))
        from tells in Steps.NonEmptyListOf()
        from permitted in Texts
        from flags in Gen.Choose(0, 7)
        from labs in Labs.NonEmptyListOf()
        select new SessionPolicy(
            "midterm-2026", title, "autumn-2026", "Europe/Helsinki", opens, closes, minutes is { } lasts ? TimeSpan.FromMinutes(lasts) : null, attempts,
            TimeSpan.FromSeconds(coolDown), late is { } percent ? new LatePolicy(TimeSpan.FromMinutes(percent + 1), percent) : null, [.. tells],
            (flags & 1) != 0, permitted, (flags & 2) != 0, (flags & 4) != 0 ? CountedAttempt.Last : CountedAttempt.Best, [.. labs]);

    private static Gen<T?> Maybe<T>(Gen<T> values)
        where T : struct =>
        from there in Gen.Elements(true, false)
        from value in values
        select there ? value : (T?)null;
}
