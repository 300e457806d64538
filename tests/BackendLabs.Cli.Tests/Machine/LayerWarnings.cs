using BackendLabs.Cli.Checking;
using BackendLabs.Cli.Learning;
using BackendLabs.Contract;

namespace BackendLabs.Cli.Tests.Machine;

/// <summary>A machine without all layers says so once, not beneath every report.</summary>
internal sealed class LayerWarnings
{
    [Test]
    public void Missing_layers_are_said_once_and_again_when_others_are_missing()
    {
        using var home = new TestCommandContext(withLab: false);

        Assert.That(Due(home, "cgroup"), Is.True);
        Assert.That(Due(home, "cgroup"), Is.False);
        Assert.That(Due(home, "cgroup", "seccomp"), Is.True);
        Assert.That(Due(home, "cgroup", "seccomp"), Is.False);
        Due(home);
        Assert.That(Due(home, "cgroup"), Is.True, "It came back.");
    }

    [Test]
    public void Where_nothing_can_be_kept_it_is_said_every_time()
    {
        using var home = new TestCommandContext(withLab: false);
        home["XDG_DATA_HOME"] = "/dev/null/nowhere";

        Assert.That(Due(home, "cgroup"), Is.True);
        Assert.That(Due(home, "cgroup"), Is.True);
    }

    // Each time another command, and so another context.
    private static bool Due(TestCommandContext home, params string[] missing)
    {
        using var context = home.CommandContext();
        var layers = missing.Select(name => new LayerState(name, "missing", "why", "how")).Prepend(new LayerState("files", "active", null, null));
        var step = new NextStep(new ReportSetting("", "", "")) { WarnedOfLayers = NextStep.LayersToWarnOf(context, [.. layers]) };
        step.Record(context);
        return step.WarnedOfLayers is not null;
    }
}
