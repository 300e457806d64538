using BackendLabs.Sessions.Policies;

namespace BackendLabs.Sessions.Tests.Policies;

public sealed class SessionFiles
{
    private static readonly TimeSpan Winter = TimeSpan.FromHours(2);

    [Test]
    public void A_whole_file_is_a_policy()
    {
        var policy = SessionText.Good(SessionText.Whole);

        Assert.That(policy, Is.EqualTo(new SessionPolicy(
            "midterm-2026", "Midterm, caching and databases", "autumn-2026", "Europe/Helsinki",
            new DateTimeOffset(2026, 12, 3, 9, 0, 0, Winter), new DateTimeOffset(2026, 12, 3, 12, 0, 0, Winter),
            TimeSpan.FromMinutes(90), 20, TimeSpan.FromSeconds(30), new LatePolicy(TimeSpan.FromMinutes(15), 20),
            [new TellStep(Telling.Title), new TellStep(Telling.Message, FromAttempt: 4), new TellStep(Telling.Everything, From: new DateTimeOffset(2026, 12, 3, 12, 0, 0, Winter))],
            Hints: false, "Your own notes and the documentation of .NET. No other people, no language models.", HandsInDrafts: true, CountedAttempt.Best,
            [new SessionLab("caching/cache-aside", 2), new SessionLab("payments/ledger", 1.5m, "../private-labs")])).UsingPropertiesComparer());
        Assert.That(policy.Opens.Offset, Is.EqualTo(Winter));
    }

    [Test]
    public void Everything_but_the_frame_may_be_left_out()
    {
        var policy = SessionText.Good(SessionText.Least);

        Assert.Multiple(() =>
        {
            Assert.That((policy.Duration, policy.MostAttempts, policy.CoolDown, policy.Late), Is.EqualTo(((TimeSpan?)null, (int?)null, TimeSpan.Zero, (LatePolicy?)null)));
            Assert.That(policy.Tells, Is.EqualTo(new[] { new TellStep(Telling.Message) }));
            Assert.That((policy.Hints, policy.HandsInDrafts, policy.Counts), Is.EqualTo((false, false, CountedAttempt.Best)));
        });
    }

    [Test]
    public void Every_mistake_is_named_by_line_and_column_at_once()
    {
        var problems = SessionText.Bad(
            """
            format: 2
            id: Midterm 2026
            titel: Midterm
            title: ""
            cohort: 12
            zone: Europe/Helsinky
            opens: 2026-12-03 9:00
            closes: 2026-02-30 12:00
            minutes: ninety
            attempts: 0
            cool-down: 1.5
            late: { minutes: 15, percent: 120 }
            tells:
              - { tells: title, from-attempt: 2 }
              - { tells: mesage }
              - everything
            hints: maybe
            permitted: " "
            counts: worst
            labs:
              - { lab: Caching, weight: 0 }
              - { lab: caching/cache-aside, weight: 1001 }
              - { lab: caching/cache-aside, weight: 1, rot: x }
              - payments/ledger
            """);

        Assert.That(problems.Select(problem => $"{problem.Line}:{problem.Column} {problem.Message}"), Is.EqualTo(new[]
        {
            "1:9 `format` must be 1, the one form that there is.",
            "2:5 A session's id is lower-case words joined by dashes, at most 64 characters, not `Midterm 2026`.",
            "3:1 `titel` is not a field of a session.",
            "4:8 `title` is empty.",
            "5:9 `cohort` must be text, but `12` is a number.",
            "6:7 There is no time zone `Europe/Helsinky`.",
            "7:8 `opens` must be a moment, written as 2026-12-03 09:00, not `2026-12-03 9:00`.",
            "8:9 There is no day or time of day `2026-02-30 12:00`.",
            "9:10 `minutes` must be a whole number from 1 up, but `ninety` is text.",
            "10:11 `attempts` must be a whole number from 1 to 1000, not 0.",
            "11:12 `cool-down` must be a whole number from 0 to 86400, but `1.5` is a number.",
            "12:31 `percent` must be a whole number from 0 to 100, not 120.",
            "14:5 The first step of `tells` has a condition, so nothing would hold before it is met.",
            "15:14 `mesage` is nothing that a failing check can tell.",
            "16:5 A step of `tells` must be a map, but `everything` is text.",
            "17:8 `hints` must be true or false, but `maybe` is text.",
            "18:12 `permitted` is empty.",
            "19:9 `counts` says which attempt counts, best or last, not `worst`.",
            "21:12 `Caching` is no lab's id, track/name in lower-case words joined by dashes, at most 128 characters.",
            "21:29 `weight` must be above 0 and at most 1000, with at most 4 decimals, not 0.",
            "22:41 `weight` must be above 0 and at most 1000, with at most 4 decimals, not 1001.",
            "23:5 The lab caching/cache-aside is in the session twice; the first is on line 22.",
            "23:44 `rot` is not a field of a lab of a session.",
            "24:5 A lab of a session must be a map, but `payments/ledger` is text.",
        }));
        Assert.That(problems, Has.All.Property("Suggestion").Not.Empty.And.All.Property("File").EqualTo("session.yaml"));
    }

    [TestCase("titel: Midterm", "title")]
    [TestCase("cooldown: 3", "cool-down")]
    [TestCase("hands-in-draft: true", "hands-in-drafts")]
    public void An_unknown_field_is_answered_with_the_nearest(string line, string near)
    {
        var text = string.Join('\n', SessionText.Least.Split('\n').Where(one => !one.StartsWith("title", StringComparison.Ordinal))) + "\n" + line;
        Assert.That(SessionText.Bad(text).Select(problem => problem.Suggestion), Does.Contain($"Did you mean `{near}`?"));
    }

    [TestCase("closes: 2026-12-03 12:00", "closes: 2026-12-03 08:00", "The session closes at 2026-12-03 08:00, but opens at 2026-12-03 09:00 only.")]
    [TestCase("closes: 2026-12-03 12:00", "closes: 2026-12-03 09:00", "The session closes at 2026-12-03 09:00, but opens at 2026-12-03 09:00 only.")]
    [TestCase("closes: 2026-12-03 12:00", "closes: 2028-12-03 12:00", "The session is open for 731 days; it may be for 366.")]
    [TestCase("minutes: 90 ", "minutes: 181 ", "A student has 181 minutes, but the session is open for 180 minutes.")]
    [TestCase("title: Midterm, caching and databases", "title: \"Midterm,\\ncaching\"", "A title is one line of at most 120 characters.")]
    [TestCase("weight: 1.5", "weight: 1.00001", "`weight` must be above 0 and at most 1000, with at most 4 decimals, not 1.00001.")]
    [TestCase("weight: 1.5", "weight: -1", "`weight` must be above 0 and at most 1000, with at most 4 decimals, not -1.")]
    [TestCase("weight: 1.5", "weight: .inf", "`weight` must be above 0 and at most 1000, with at most 4 decimals, not .inf.")]
    [TestCase("root: ../private-labs", "root: ~/labs", "`~` does not stand for a home folder here.")]
    [TestCase("late: { minutes: 15, percent: 20 }", "late: 15", "`late` must be a map, but `15` is a number.")]
    public void A_wrong_value_is_the_only_problem(string line, string replacement, string message) =>
        Assert.That(SessionText.Only(line, replacement).Message, Is.EqualTo(message));

    [Test]
    public void Minutes_may_be_as_long_as_the_session() =>
        Assert.That(SessionText.Good(SessionText.Whole.Replace("minutes: 90", "minutes: 180", StringComparison.Ordinal)).Duration, Is.EqualTo(TimeSpan.FromHours(3)));

    [Test]
    public void A_session_has_at_most_forty_labs()
    {
        Assert.That(SessionText.Good(WithLabs(40)).Labs, Has.Count.EqualTo(40));
        Assert.That(SessionText.Bad(WithLabs(41)).Single().Message, Is.EqualTo("There are 41 labs in this session; one may have 40."));
        Assert.That(SessionText.Bad(WithLabs(0)).Single().Message, Does.Contain("`labs` is empty"));

        static string WithLabs(int count) =>
            SessionText.Least[..SessionText.Least.IndexOf("labs:", StringComparison.Ordinal)]
            + "labs: [" + string.Join(", ", Enumerable.Range(0, count).Select(index => $"{{ lab: caching/lab-{index}, weight: 1 }}")) + "]";
    }

    [Test]
    public void Zeros_at_the_end_of_a_weight_do_not_matter() =>
        Assert.That(
            SessionPolicyJson.Write(SessionText.Good(SessionText.Whole.Replace("weight: 1.5", "weight: 1.500", StringComparison.Ordinal))),
            Is.EqualTo(SessionPolicyJson.Write(SessionText.Good(SessionText.Whole))));

    [Test]
    public void A_root_is_relative_to_the_file()
    {
        var path = Path.Combine(Path.GetTempPath(), "courses", "midterm", "session.yaml");

        Assert.Multiple(() =>
        {
            Assert.That(SessionFile.RootOf(path, new SessionLab("a/b", 1, "../private-labs")), Is.EqualTo(Path.Combine(Path.GetTempPath(), "courses", "private-labs")));
            Assert.That(SessionFile.RootOf(path, new SessionLab("a/b", 1, "/srv/labs")), Is.EqualTo("/srv/labs"));
            Assert.That(SessionFile.RootOf(path, new SessionLab("a/b", 1)), Is.Null);
        });
    }

    [TestCase("labs: [")]
    [TestCase("")]
    [TestCase("- midterm")]
    public void A_text_that_is_no_session_has_problems(string text) => Assert.That(SessionText.Bad(text), Is.Not.Empty);

    [Test]
    public void A_file_that_is_not_there_is_named()
    {
        var path = Path.Combine(Path.GetTempPath(), "no-such-session.yaml");
        Assert.That(((SessionReading.Bad)SessionFile.Read(path)).Problems.Single().Message, Does.Contain(path));
    }

    [Test]
    public void However_a_file_is_broken_the_reader_answers()
    {
        var random = new Random(7);
        for (var round = 0; round < 300; round++)
        {
            var text = SessionText.Whole;
            for (var edits = random.Next(1, 4); edits > 0; edits--)
            {
                var at = random.Next(text.Length - 20);
                text = random.Next(2) == 0 ? text.Remove(at, random.Next(1, 12)) : text.Insert(random.Next(text.Length), text.Substring(at, random.Next(1, 20)));
            }
            if (SessionText.Read(text) is SessionReading.Bad bad) Assert.That(bad.Problems, Is.Not.Empty, text);
        }
    }
}
