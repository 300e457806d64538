using System.Text.RegularExpressions;
using BackendLabs.Contract;
using BackendLabs.Grader;
using BackendLabs.Labs;
using BackendLabs.Testing;

namespace BackendLabs.Attacks.Tests;

/// <summary>A fixture whose tests attack one runner, and find it and the machine as they were after each attack.</summary>
internal abstract class AttackFixture : LiveRunner
{
    protected override bool IsAlone => true;

    // As a grader's: what it holds between runs is then always the same.
    protected override GraderOptions Options(GraderOptions usual) => usual with { StaysReady = true };

    private static readonly TimeSpan Pattern = TimeSpan.FromSeconds(1);

    /// <summary>Whether what an attack leaves in its world is looked at afterwards.</summary>
    protected virtual bool Inspects(Attack attack) => false;

    private Canaries _canaries = null!;
    private Inventory _before = null!;

    /// <summary>As many runs as there ever are at once, so that what the runner keeps ready is there.</summary>
    [OneTimeSetUp]
    public async Task WarmUpAsync()
    {
        Needs.Program("redis-server", "redis-server");
        Needs.Program("bwrap", "bubblewrap");
        // One after the other: all at once and cold, they would reach their own small limits.
        foreach (var lab in Arenas.All.Values)
            await AssertServesAsync(lab);
        await Task.WhenAll(AssertServesAsync(Arenas.Plain), AssertServesAsync(Arenas.Plain));
        _canaries = Canaries.Plant(Runner.Sandbox!.Folder.Path);
        _before = await Inventory.AtRestAsync(Runner);
    }

    [OneTimeTearDown]
    public async Task ServeAllAsync()
    {
        try
        {
            // Null where something that the attacks need is missing.
            foreach (var lab in _before is null ? [] : Arenas.All.Values)
                await AssertServesAsync(lab);
        }
        finally
        {
            _canaries?.Dispose();
        }
    }

    /// <summary>Runs an attack while a neighbour's honest snippet runs, and asserts everything that must hold of every attack.</summary>
    protected async Task<RunReport> WithstandAsync(Attack attack)
    {
        var (report, neighbour) = await BesideNeighbourAsync(attack);
        AssertVerdict(attack, report);
        Assert.That(neighbour.Verdict, Is.TypeOf<Verdict.Passed>(), () => "The neighbour, meanwhile: " + Words.Of(neighbour));
        // The next attack's own verdict, and its neighbour, show the same.
        if (Needs.Full)
            await AssertServesAsync(Arenas.All[attack.Arena]);
        Assert.That(await _before.LeftBehindAsync(Runner), Is.Empty, "What the attack left behind.");
        return report;
    }

    /// <summary>Runs an attack alone.</summary>
    protected async Task<RunReport> AttackAsync(Attack attack, IProgress<RunProgress>? progress = null)
    {
        if (!Arenas.All.TryGetValue(attack.Arena, out var arena))
            throw new InvalidOperationException($"{attack} names the arena {attack.Arena}; there are {string.Join(", ", Arenas.All.Keys)}.");
        using var limit = new CancellationTokenSource(Patience);
        return await Runner.RunAsync(new RunRequest(arena, attack.Snippet(_canaries.Places), "answer.csx", new RunOptions(1) { Inspects = Inspects(attack) }), progress, limit.Token);
    }

    protected void AssertVerdict(Attack attack, RunReport report)
    {
        var shown = Everything(report);
        TestContext.Out.WriteLine($"{attack}: {report.Verdict.Name} after {report.Elapsed.TotalMilliseconds:0} ms ({string.Join(", ", report.Stages.Select(stage => $"{stage.Stage} {stage.Elapsed.TotalMilliseconds:0}"))})\n{(shown.Length > 1500 ? shown[..1500] : shown)}");
        Assert.That(attack.Expected, Does.Contain(report.Verdict.Name), () => shown);
        _canaries.AssertSafe(shown);
        foreach (var pattern in attack.Says)
            Assert.That(Regex.IsMatch(shown, pattern, RegexOptions.None, Pattern), $"Nothing shown matches {pattern}:\n{shown}");
        foreach (var pattern in attack.Never)
            Assert.That(Regex.IsMatch(shown, pattern, RegexOptions.None, Pattern), Is.False, $"Something shown matches {pattern}:\n{shown}");
    }

    // Once the attack itself is under way, and not before.
    private async Task<(RunReport Attack, RunReport Neighbour)> BesideNeighbourAsync(Attack attack)
    {
        var begun = new TaskCompletionSource();
        var stage = attack.Group == "compile" ? RunStage.Compiling : RunStage.Checking;
        var attacking = AttackAsync(attack, new Told(told =>
        {
            if (told.Stage >= stage)
                begun.TrySetResult();
        }));
        await Task.WhenAny(begun.Task, attacking);
        var neighbour = RunAsync(Arenas.Plain, Arenas.Plain.Solutions[0].Text, seed: 2);
        return (await attacking, await neighbour);
    }

    private static string Everything(RunReport report) => string.Join('\n',
    [
        Words.Of(report),
        .. report.Diagnostics.Select(said => said.Hint ?? ""),
        report.Output,
        .. report.Checks.SelectMany(check => check.Timeline).Select(seen => $"{seen.Service} {seen.Operation} {seen.Detail}"),
    ]);

    private sealed class Told(Action<RunProgress> tell) : IProgress<RunProgress>
    {
        public void Report(RunProgress value) => tell(value);
    }
}
