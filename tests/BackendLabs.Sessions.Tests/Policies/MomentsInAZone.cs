using BackendLabs.Sessions.Policies;

namespace BackendLabs.Sessions.Tests.Policies;

/// <summary>In Helsinki the clocks go forward on 2026-03-29 from 03:00 to 04:00, and back on 2026-10-25 from 04:00 to 03:00.</summary>
public sealed class MomentsInAZone
{
    [Test]
    public void A_moment_that_the_clocks_skip_is_refused()
    {
        var problem = Bad("2026-03-29 03:30", "2026-03-29 12:00");

        Assert.That(problem, Is.EqualTo((
            "There is no 2026-03-29 03:30 in Europe/Helsinki: the clocks are put forward and skip it.",
            "Write `opens: 2026-03-29 04:30`; or give the offset too, which is always accepted: `opens: 2026-03-29 03:30 +02:00`.")));
    }

    [Test]
    public void A_moment_that_comes_twice_is_refused()
    {
        var problem = Bad("2026-10-25 03:30", "2026-10-25 12:00");

        Assert.That(problem, Is.EqualTo((
            "2026-10-25 03:30 comes twice in Europe/Helsinki: the clocks are put back.",
            "Give the offset too: `opens: 2026-10-25 03:30 +03:00` is the first of them, `opens: 2026-10-25 03:30 +02:00` the second.")));
    }

    [TestCase("2026-10-25 03:30 +03:00", "2026-10-25T00:30:00Z", 3)]
    [TestCase("2026-10-25 03:30 +02:00", "2026-10-25T01:30:00Z", 2)]
    [TestCase("2026-03-29 03:30 +02:00", "2026-03-29T01:30:00Z", 3)]
    [TestCase("2026-03-29 02:59", "2026-03-29T00:59:00Z", 2)]
    [TestCase("2026-03-29 04:00", "2026-03-29T01:00:00Z", 3)]
    [TestCase("2026-12-03 09:00 -05:00", "2026-12-03T14:00:00Z", 2)]
    public void A_moment_is_shown_with_the_offset_of_its_zone(string written, string utc, int hours)
    {
        var opens = SessionText.Good(With(written, "2026-12-24 12:00")).Opens;

        Assert.That((opens, opens.Offset), Is.EqualTo((DateTimeOffset.Parse(utc, System.Globalization.CultureInfo.InvariantCulture), TimeSpan.FromHours(hours))));
    }

    [Test]
    public void A_session_over_a_clock_change_has_its_real_length()
    {
        const string Night = "2026-10-25 02:00";
        Assert.That(SessionText.Good(With(Night, "2026-10-25 05:00") + "\nminutes: 240").Duration, Is.EqualTo(TimeSpan.FromHours(4)));
        Assert.That(Bad(Night, "2026-10-25 05:00\nminutes: 241").Message, Does.Contain("open for 240 minutes"));
    }

    [TestCase("2026-12-03T09:00", "2026-12-03 09:00")]
    [TestCase("2026-12-03 9:00", "2026-12-03 09:00")]
    [TestCase("2026-12-03 09:00:00", "2026-12-03 09:00")]
    [TestCase("2026-12-03", "2026-12-03 09:00")]
    [TestCase("3.12.2026 09:00", "2026-12-03 09:00")]
    [TestCase("tomorrow", "2026-12-03 09:00")]
    [TestCase("1999-12-03 09:00", "from 2000 to 2999")]
    [TestCase("2026-12-03 24:00", "23:59")]
    [TestCase("2026-12-03 09:00 +15:00", "+14:00")]
    [TestCase("2026-12-03 09:00 +02:00 ", null)]
    public void A_moment_in_another_form_is_answered_with_the_right_one(string written, string? suggestion)
    {
        if (suggestion is null) Assert.That(SessionText.Read(With(written, "2026-12-04 12:00")), Is.TypeOf<SessionReading.Good>());
        else Assert.That(Bad(written, "2026-12-04 12:00").Suggestion, Does.Contain(suggestion));
    }

    [TestCase("Europe/Helsinky", "Did you mean `Europe/Helsinki`?")]
    [TestCase("helsinki", "Did you mean `Europe/Helsinki`?")]
    [TestCase("New York", "Did you mean `America/New_York`?")]
    [TestCase("../../../etc/hostname", "Write an IANA name")]
    [TestCase("localtime", "IANA")]
    [TestCase("right/Europe/Helsinki", "Did you mean `Europe/Helsinki`?")]
    public void An_unknown_zone_is_answered_with_the_nearest(string zone, string suggestion)
    {
        var problem = SessionText.Only("zone: Europe/Helsinki", $"zone: {zone}");
        Assert.That((problem.Message, problem.Line), Is.EqualTo(($"There is no time zone `{zone}`.", (int?)5)));
        Assert.That(problem.Suggestion, Does.Contain(suggestion));
    }

    [Test]
    public void With_an_unknown_zone_the_other_mistakes_are_named_too() =>
        Assert.That(
            SessionText.Bad(With("2026-12-03 12:00", "2026-12-03 09:00").Replace("Europe/Helsinki", "Mars/Base", StringComparison.Ordinal)).Select(problem => problem.Line),
            Is.EqualTo(new int?[] { 5, 7 }));

    private static (string Message, string Suggestion) Bad(string opens, string closes)
    {
        var problems = SessionText.Bad(With(opens, closes));
        Assert.That(problems, Has.Count.EqualTo(1), string.Join('\n', problems));
        return (problems[0].Message, problems[0].Suggestion);
    }

    private static string With(string opens, string closes) =>
        SessionText.Least.Replace("2026-12-03 09:00", opens, StringComparison.Ordinal).Replace("2026-12-03 12:00", closes, StringComparison.Ordinal);
}
