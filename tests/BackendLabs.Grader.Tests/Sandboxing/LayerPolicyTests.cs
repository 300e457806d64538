using BackendLabs.Contract;
using BackendLabs.Labs;
using BackendLabs.Sandbox;

namespace BackendLabs.Grader.Tests.Sandboxing;

/// <summary>Practice goes on without layers; what is graded does not begin.</summary>
[NonParallelizable]
internal sealed class LayerPolicyTests
{
    private const string Lab = "start/first-pass";
    private const string Answer = "solutions/reference.csx";

    [Test]
    public async Task Practice_runs_without_a_box_and_names_what_is_missing()
    {
        await using var runner = PublishedRunner.With(WithoutABox);

        var report = await runner.CheckAsync(Lab, Answer);

        Assert.That(report.Verdict, Is.TypeOf<Verdict.Passed>(), report.Verdict.ToString());
        Assert.That(report.Layers.Where(layer => layer.State == SandboxLayers.Missing).Select(layer => layer.Name), Does.Contain("namespaces"));
    }

    [Test]
    public async Task A_graded_run_does_not_begin_without_a_box_and_lists_each_missing_layer_with_reason_and_remedy()
    {
        await using var runner = PublishedRunner.With(WithoutABox, options => options with { Policy = new LayerPolicy.Graded() });

        var report = await runner.CheckAsync(Lab, Answer);

        var refusal = report.Verdict as Verdict.InfrastructureError;
        Assert.That(refusal?.Reason, Does.StartWith("Graded runs need every layer").And.Contains("namespaces (").And.Contains("network (your code reaches the network").And.Contains("seccomp ("));
        Assert.That(refusal?.Remedy, Does.Contain("apt-get install bubblewrap"));
        Assert.That(report.Checks, Is.Empty);
        Assert.That(async () => await runner.InspectLayersAsync(CancellationToken.None), Throws.InstanceOf<InfrastructureException>());
        Assert.That(runner.Sandbox, Is.Null, "What was made for the refused run should have ended.");
    }

    [Test]
    public async Task A_graded_run_begins_where_every_layer_held_an_attack()
    {
        if (!Environment.IsPrivilegedProcess)
            LiveBox.Absent("Every layer", "sudo ./test.sh");
        await (await LiveBox.OpenAsync()).DisposeAsync();
        await using var runner = PublishedRunner.With(tools => tools, options => options with { Policy = new LayerPolicy.Graded() });

        Assert.That((await runner.CheckAsync(Lab, Answer)).Verdict, Is.TypeOf<Verdict.Passed>());
    }

    [TestCase("active", true), TestCase("missing", false), TestCase("impossible", false)]
    public void What_is_graded_needs_every_layer_to_be_active(string state, bool mayRun)
    {
        LayerState[] layers = [new("cgroup", "active", null, null), new("account", state, "for a reason", null)];

        Assert.That(new LayerPolicy.Graded().Unmet(layers), mayRun ? Is.Empty : Is.EqualTo(layers[1..]));
        Assert.That(new LayerPolicy.Practice().Unmet(layers), Is.Empty);
    }

    private static MachineTools WithoutABox(MachineTools tools) => tools with { Bubblewrap = null, MayUseContainers = false };
}
