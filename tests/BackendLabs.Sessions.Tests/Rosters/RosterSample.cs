using System.Text;
using BackendLabs.Sessions.Rosters;

namespace BackendLabs.Sessions.Tests.Rosters;

internal static class RosterSample
{
    public static RosterReading Read(string text) => RosterFile.Read(Encoding.UTF8.GetBytes(text));

    public static IReadOnlyList<RosterStudent> Students(string text) => Students(Read(text));

    public static IReadOnlyList<RosterStudent> Students(RosterReading reading)
    {
        Assert.That(reading, Is.InstanceOf<RosterReading.Good>(), string.Join('\n', (reading as RosterReading.Bad)?.Problems ?? []));
        return ((RosterReading.Good)reading).Roster.Students;
    }

    public static IReadOnlyList<RosterProblem> Problems(string text) => Problems(Read(text));

    public static IReadOnlyList<RosterProblem> Problems(RosterReading reading)
    {
        Assert.That(reading, Is.InstanceOf<RosterReading.Bad>());
        var problems = ((RosterReading.Bad)reading).Problems;
        Assert.That(problems, Is.Not.Empty);
        foreach (var problem in problems)
            Assert.That(problem, Has.Property("Line").GreaterThan(0).And.Property("Message").Not.Empty.And.Property("Remedy").Not.Empty);
        return problems;
    }
}
