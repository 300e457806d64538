using BackendLabs.Cli.Machine;

namespace BackendLabs.Cli.Tests.Authoring;

internal sealed class AffectedByGit
{
    [Test]
    public async Task Only_what_differs_from_main_is_validated()
    {
        using var desk = new TestDesk();
        desk.WriteLab("mine/other");
        desk.WriteLab("mine/third");
        desk.WriteLab("mine/fourth");
        await Git(desk, "init", "-q", "-b", "main");
        await Git(desk, "add", ".");
        await Git(desk, "-c", "user.name=a", "-c", "user.email=a@b", "commit", "-qm", "all");
        File.AppendAllText(Path.Combine(desk.Labs, "mine/other/lab.yaml"), "unknown: 1\n");
        await Git(desk, "switch", "-qc", "work");
        File.AppendAllText(Path.Combine(desk.Labs, "mine/third/lab.yaml"), "unknown: 1\n");
        await Git(desk, "-c", "user.name=a", "-c", "user.email=a@b", "commit", "-qam", "third");
        File.WriteAllText(Path.Combine(desk.Labs, "mine/fourth/stray.txt"), "stray");

        Assert.That(await desk.RunAsync("validate", "--affected", "--format", "json"), Is.EqualTo(ExitCode.NotPassed), desk.Error);
        var labs = System.Text.Json.JsonDocument.Parse(desk.Output).RootElement.GetProperty("labs").EnumerateArray();
        Assert.That(labs.Select(lab => lab.GetProperty("lab").GetString()), Is.EqualTo(new[] { "mine/other", "mine/third", "mine/fourth" }));
    }

    [Test]
    public void Outside_of_a_clone_git_is_named()
    {
        using var desk = new TestDesk();

        Assert.That(desk.Run("validate", "--affected"), Is.EqualTo(ExitCode.Usage));
        Assert.That(desk.Error, Does.Contain("--affected asks git"));
    }

    [Test]
    public void Every_mistake_of_a_lab_is_shown_with_its_place_and_what_to_write()
    {
        using var desk = new TestDesk();
        File.AppendAllText(Path.Combine(desk.Labs, "mine/basket/lab.yaml"), "unknown: 1\n");
        File.Delete(Path.Combine(desk.Labs, "mine/basket/after.md"));

        Assert.That(desk.Run("validate", "basket"), Is.EqualTo(ExitCode.NotPassed));
        Assert.That(desk.Output, Does.Contain("mine/basket/lab.yaml:20:1: ").And.Contain("after.md").And.Contain("→"));
    }

    private static async Task Git(TestDesk desk, params string[] arguments)
    {
        var answer = await Tool.RunAsync("git", arguments, desk.Labs, CancellationToken.None);
        Assert.That(answer.ExitCode, Is.Zero, answer.Error);
    }
}
