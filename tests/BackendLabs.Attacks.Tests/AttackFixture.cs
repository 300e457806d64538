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

    private const int GroupSize = 8;

    // Attacks on what the neighbours have a part of.
    private static readonly string[] Shared = ["time", "memory", "processes", "disk", "others", "servers"];

    private readonly List<Attack> _unlooked = [];
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
            if (_unlooked.Count > 0)
                await AssertNothingLeftAsync();
            foreach (var lab in _before is null ? [] : Arenas.All.Values)
                await AssertServesAsync(lab);
        }
        finally
        {
            _canaries?.Dispose();
        }
    }

    /// <summary>
    /// Runs an attack and asserts everything that must hold of every attack. A neighbour's honest snippet runs beside each
    /// attack on what neighbours share (time, memory, processes, disk), and beside one of each <see cref="GroupSize"/> others;
    /// what attacks leave behind is looked for after as many. <see cref="Needs.Full"/> does both with each attack.
    /// </summary>
    protected async Task<RunReport> WithstandAsync(Attack attack)
    {
        _unlooked.Add(attack);
        var isLooked = Needs.Full || _unlooked.Count >= GroupSize || Shared.Contains(attack.Group) || attack == Attack.All[^1];
        var report = isLooked ? await BesideNeighbourAsync(attack) : await AttackAsync(attack);
        AssertVerdict(attack, report);
        if (!isLooked)
            return report;
        // The next attack's own verdict, and its neighbour, show the same.
        if (Needs.Full)
            await AssertServesAsync(Arenas.All[attack.Arena]);
        await AssertNothingLeftAsync();
        return report;
    }

    private async Task AssertNothingLeftAsync()
    {
        var group = _unlooked.ToList();
        _unlooked.Clear();
        var left = await _before.LeftBehindAsync(Runner);
        if (left.Count > 0)
            Assert.Fail($"Left behind by {(group.Count == 1 ? group[0] : await FindWhoLeavesAsync(group))}: {string.Join(", ", left)}");
    }

    // Each of the group once more, alone.
    private async Task<string> FindWhoLeavesAsync(IReadOnlyList<Attack> group)
    {
        foreach (var attack in group)
        {
            var before = await Inventory.AtRestAsync(Runner);
            await AttackAsync(attack);
            if ((await before.LeftBehindAsync(Runner)).Count > 0)
                return attack.ToString();
        }

        return $"one of these, which leave nothing alone: {string.Join("; ", group)}";
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
    private async Task<RunReport> BesideNeighbourAsync(Attack attack)
    {
        var begun = new TaskCompletionSource();
        var stage = attack.Group == "compile" ? RunStage.Compiling : RunStage.Checking;
        var attacking = AttackAsync(attack, new Told(told =>
        {
            if (told.Stage >= stage)
                begun.TrySetResult();
        }));
        await Task.WhenAny(begun.Task, attacking);
        var neighbour = await RunAsync(Arenas.Plain, Arenas.Plain.Solutions[0].Text, seed: 2);
        var report = await attacking;
        Assert.That(neighbour.Verdict, Is.TypeOf<Verdict.Passed>(), () => $"The neighbour of {attack}: {Words.Of(neighbour)}");
        return report;
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
