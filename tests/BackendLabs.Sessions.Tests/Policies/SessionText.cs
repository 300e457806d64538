using BackendLabs.Labs;
using BackendLabs.Sessions.Policies;

namespace BackendLabs.Sessions.Tests.Policies;

/// <summary>A session's file in a folder of its own.</summary>
internal static class SessionText
{
    public const string Whole =
        """
        format: 1
        id: midterm-2026
        title: Midterm, caching and databases
        cohort: autumn-2026
        zone: Europe/Helsinki
        opens: 2026-12-03 09:00
        closes: 2026-12-03 12:00
        minutes: 90                # of each student
        attempts: 20
        cool-down: 30
        late: { minutes: 15, percent: 20 }
        tells:
          - { tells: title }
          - { tells: message, from-attempt: 4 }
          - { tells: everything, from: 2026-12-03 12:00 }
        hints: false
        permitted: Your own notes and the documentation of .NET. No other people, no language models.
        hands-in-drafts: true
        counts: best
        labs:
          - { lab: caching/cache-aside, weight: 2 }
          - { lab: payments/ledger, weight: 1.5, root: ../private-labs }
        """;

    public const string Least =
        """
        format: 1
        id: midterm-2026
        title: Midterm
        cohort: autumn-2026
        zone: Europe/Helsinki
        opens: 2026-12-03 09:00
        closes: 2026-12-03 12:00
        permitted: Your own notes.
        labs:
          - { lab: caching/cache-aside, weight: 2 }
        """;

    public static SessionReading Read(string text)
    {
        var folder = Directory.CreateTempSubdirectory("lab-session-").FullName;
        try
        {
            var path = Path.Combine(folder, "session.yaml");
            File.WriteAllText(path, text);
            return SessionFile.Read(path);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    public static SessionPolicy Good(string text)
    {
        var reading = Read(text);
        Assert.That(reading, Is.TypeOf<SessionReading.Good>(), string.Join('\n', (reading as SessionReading.Bad)?.Problems ?? []));
        return ((SessionReading.Good)reading).Policy;
    }

    public static IReadOnlyList<LabProblem> Bad(string text)
    {
        var reading = Read(text);
        Assert.That(reading, Is.TypeOf<SessionReading.Bad>());
        return ((SessionReading.Bad)reading).Problems;
    }

    /// <summary>The only problem of a file that is whole but for one line.</summary>
    public static LabProblem Only(string line, string replacement)
    {
        var text = Whole.Replace(line, replacement, StringComparison.Ordinal);
        Assert.That(text, Is.Not.EqualTo(Whole));
        var problems = Bad(text);
        Assert.That(problems, Has.Count.EqualTo(1), string.Join('\n', problems));
        return problems[0];
    }
}
