using System.Text;
using BackendLabs.Contract;
using BackendLabs.Labs.Evidence;

namespace BackendLabs.Labs.Tests.Evidence;

/// <summary>What a record says, byte for byte: other bytes have another digest.</summary>
internal sealed class WrittenValues
{
    private static readonly CheckStatus[] Statuses =
    [
        new CheckStatus.Passed(),
        new CheckStatus.Failed("Wrong.", null, "2") { Plan = [new PlanLine(0, "select 1")] },
        new CheckStatus.Failed("Lost.", "1", "2") { Schedule = new BreakingSchedule(2, [new ScheduleStep(1, "GET", "stock:1")]) },
        new CheckStatus.RuntimeError("Exception", "No.", 3, [3, 9]),
        new CheckStatus.RuntimeError("Exception", "No.", null, []),
        new CheckStatus.TimeLimit(TimeSpan.FromSeconds(5), "Twice"),
        new CheckStatus.TimeLimit(TimeSpan.FromMicroseconds(1.5), null),
        new CheckStatus.MemoryLimit(long.MaxValue),
        new CheckStatus.OutputLimit(65_536),
        new CheckStatus.Denied("docker", "POST /containers/create", "Bind mounts are not allowed."),
        new CheckStatus.NotRun("one"),
        new CheckStatus.InfrastructureError("redis went away", 12),
        new CheckStatus.InfrastructureError("redis went away", null),
    ];

    [Test]
    public void They_are_as_they_were_agreed()
    {
        var facts = Runs.Facts();
        var events = new[] { new TimelineEvent(1, 3_600_000_000, "judge", "changed", "é", World: 2, Client: 1, Failed: true) };
        facts = facts with
        {
            Order = ["two", "one"],
            At = new DateTimeOffset(2026, 2, 3, 4, 5, 6, TimeSpan.FromHours(2)).AddTicks(7_000_010),
            Report = facts.Report with
            {
                Layers = [new LayerState("seccomp", "missing", "It is not there.", "Install it.")],
                Diagnostics = [new SnippetDiagnostic(1, 2, 3, 4, "CS0103", true, "No.", "Hint.")],
                Checks = [.. Statuses.Select((status, index) => new CheckResult($"c{index}", "title", 2, status, TimeSpan.Zero, index == 0 ? events : [], "Hint.") { At = index == 0 ? 0 : null, WasRepeated = index == 5, Rule = index == 1 ? new BrokenRule("exactly", "It is so.") : null })],
            },
        };

        Golden.Expect("evidence.txt", string.Concat(EvidenceValues.Parts(facts).Select(part => $"{part.Key} {Encoding.UTF8.GetString(CanonicalJson.Of(part.Value.Value))}\n")));
    }

    [Test]
    public void Every_status_is_among_them() =>
        Assert.That(Statuses.Select(status => status.GetType()).Distinct(), Is.EquivalentTo(typeof(CheckStatus).GetNestedTypes()));
}
