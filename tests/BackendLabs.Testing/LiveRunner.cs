using BackendLabs.Contract;
using BackendLabs.Grader;
using BackendLabs.Labs;
using NUnit.Framework;

namespace BackendLabs.Testing;

/// <summary>A fixture whose tests ask one runner: that which the fixtures of its assembly share, or one of its own.</summary>
internal abstract class LiveRunner
{
    protected static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    private RunnerAlone? _alone;

    protected LabGrader Runner { get; private set; } = null!;

    /// <summary>Whether this fixture's runner has other options than the usual ones, or its processes are counted, killed or kept busy.</summary>
    protected virtual bool IsAlone => false;

    [OneTimeSetUp]
    public void MakeRunner()
    {
        if (IsAlone)
            _alone = new RunnerAlone(Options);
        Runner = _alone?.Runner ?? SharedRunner.Take();
    }

    [OneTimeTearDown]
    public async Task Nothing_is_left()
    {
        if (_alone is not null)
            Assert.That(await _alone.EndAsync(), Is.Empty, "What the runner left behind.");
    }

    /// <summary>What this fixture's own runner has otherwise than the usual one.</summary>
    protected virtual GraderOptions Options(GraderOptions usual) => usual;

    /// <summary>Throws where it never ends, so that the test says so.</summary>
    protected async Task<RunReport> RunAsync(Lab lab, string snippet, long seed = 1, IReadOnlyList<string>? order = null)
    {
        using var limit = new CancellationTokenSource(Patience);
        return await Runner.RunAsync(new RunRequest(lab, snippet, "answer.csx", new RunOptions(seed) { Order = order }), progress: null, limit.Token);
    }

    /// <summary>After whatever came before, this runner still serves.</summary>
    protected async Task AssertServesAsync(Lab lab)
    {
        var report = await RunAsync(lab, lab.Solutions[0].Text);
        Assert.That(report.Verdict, Is.TypeOf<Verdict.Passed>(), () => "The reference, afterwards: " + Words.Of(report));
    }

    /// <summary>The status of the only check, which has failed.</summary>
    protected static CheckStatus.Failed Failure(RunReport report)
    {
        Assert.That(report.Checks, Has.Count.EqualTo(1).And.All.Property("Status").TypeOf<CheckStatus.Failed>(), () => Words.Of(report));
        return (CheckStatus.Failed)report.Checks[0].Status;
    }
}

internal static class Words
{
    /// <summary>A report in a line or two, for a failing test's message.</summary>
    public static string Of(RunReport report) =>
        $"{report.Verdict}; " + string.Join("; ", report.Checks.Select(check => $"{check.Id}: {check.Status}"))
        + string.Concat(report.Diagnostics.Select(d => $"\n{d.Line}: {d.Id} {d.Message}"));
}
