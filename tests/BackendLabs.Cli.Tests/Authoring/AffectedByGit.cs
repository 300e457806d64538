using BackendLabs.Cli.Machine;

namespace BackendLabs.Cli.Tests.Authoring;

internal sealed class AffectedByGit
{
    [Test]
    public async Task Only_what_differs_from_main_is_validated()
    {
        using var context = new TestCommandContext();
        context.WriteLab("mine/other");
        context.WriteLab("mine/third");
        context.WriteLab("mine/fourth");
        await Git(context, "init", "-q", "-b", "main");
        await Git(context, "add", ".");
        await Git(context, "-c", "user.name=a", "-c", "user.email=a@b", "commit", "-qm", "all");
        File.AppendAllText(Path.Combine(context.Labs, "mine/other/lab.yaml"), "unknown: 1\n");
        await Git(context, "switch", "-qc", "work");
        File.AppendAllText(Path.Combine(context.Labs, "mine/third/lab.yaml"), "unknown: 1\n");
        await Git(context, "-c", "user.name=a", "-c", "user.email=a@b", "commit", "-qam", "third");
        File.WriteAllText(Path.Combine(context.Labs, "mine/fourth/stray.txt"), "stray");

        Assert.That(await context.RunAsync("validate", "--affected", "--format", "json"), Is.EqualTo(ExitCode.NotPassed), context.Error);
        var labs = System.Text.Json.JsonDocument.Parse(context.Output).RootElement.GetProperty("labs").EnumerateArray();
        Assert.That(labs.Select(lab => lab.GetProperty("lab").GetString()), Is.EqualTo(new[] { "mine/other", "mine/third", "mine/fourth" }));
    }

    [Test]
    public void Outside_of_a_clone_git_is_named()
    {
        using var context = new TestCommandContext();

        Assert.That(context.Run("validate", "--affected"), Is.EqualTo(ExitCode.Usage));
        Assert.That(context.Error, Does.Contain("--affected asks git"));
    }

    [Test]
    public void Every_mistake_of_a_lab_is_shown_with_its_place_and_what_to_write()
    {
        using var context = new TestCommandContext();
        File.AppendAllText(Path.Combine(context.Labs, "mine/basket/lab.yaml"), "unknown: 1\n");
        File.Delete(Path.Combine(context.Labs, "mine/basket/after.md"));

        Assert.That(context.Run("validate", "basket"), Is.EqualTo(ExitCode.NotPassed));
        Assert.That(context.Output, Does.Match(@"mine/basket/lab\.yaml:\d+:1: `unknown`").And.Contain("after.md").And.Contain("→"));
    }

    private static async Task Git(TestCommandContext context, params string[] arguments)
    {
        var answer = await Tool.RunAsync("git", arguments, context.Labs, CancellationToken.None);
        Assert.That(answer.ExitCode, Is.Zero, answer.Error);
    }
}
