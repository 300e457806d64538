using BackendLabs.Cli.Machine;

namespace BackendLabs.Cli.Tests.Machine;

internal sealed class Completions
{
    [TestCase("lab ch", "check", "hint")]
    [TestCase("lab check ba", "basket", "check")]
    [TestCase("lab check mine/", "mine/basket", "basket")]
    [TestCase("lab check --fo", "--format", "--seed")]
    [TestCase("lab check --re", "--record", "--seed")]
    [TestCase("lab verify-record run.json --", "--key", "--seed")]
    [TestCase("lab completion ", "fish", "basket")]
    public void Commands_labs_and_options_are_offered(string line, string offered, string not)
    {
        using var context = new TestCommandContext();

        Assert.That(context.Run($"[suggest:{line.Length}]", line), Is.Zero);
        Assert.That(context.Output.Split('\n'), Does.Contain(offered).And.Not.Contain(not));
    }

    [TestCase("bash", "bash", "-n")]
    [TestCase("zsh", "zsh", "-n")]
    [TestCase("fish", "fish", "--no-execute")]
    public async Task Each_shell_can_read_its_script(string shell, string program, string onlyParse)
    {
        using var context = new TestCommandContext();
        Assert.That(context.Run("completion", shell), Is.Zero);
        Assert.That(context.Output, Does.Contain("[suggest:"));
        if (Tool.Find(program) is null)
            Missing($"There is no {program}: apt-get install {program}");
        var script = context.Write("script", context.Output);

        var answer = await Tool.RunAsync(program, [onlyParse, script], null, CancellationToken.None);
        Assert.That(answer.ExitCode, Is.Zero, answer.Error);
    }

    private static void Missing(string how)
    {
        if (Environment.GetEnvironmentVariable("CI") == "true")
            Assert.Fail(how);
        Assert.Ignore(how);
    }

    [Test]
    public async Task Bash_completes_a_lab()
    {
        using var context = new TestCommandContext();
        context.Run("completion", "bash");
        var script = context.Write("script", context.Output);
        var program = $$"""
            source '{{script}}'
            lab() { [ "$1" = "[suggest:14]" ] && [ "$2" = "lab check mine" ] && printf 'mine/basket\nhint\n'; }
            COMP_WORDS=(lab check mine) COMP_CWORD=2 COMP_LINE='lab check mine' COMP_POINT=14
            _lab_complete
            echo "${COMPREPLY[@]}"
            """;

        var answer = await Tool.RunAsync("bash", ["-c", program], null, CancellationToken.None);
        Assert.That(answer.Output.Trim(), Is.EqualTo("mine/basket"), answer.Error);
    }

    [Test]
    public void Every_command_has_help_with_examples()
    {
        using var context = new TestCommandContext();
        using var open = context.CommandContext();
        foreach (var command in Commands.Of(open).Subcommands.Where(command => !command.Hidden))
        {
            Assert.That(context.Run(command.Name, "--help"), Is.Zero);
            Assert.That(context.Output, Does.Contain("Examples:").And.Contain("  lab").Or.Contain("  source"), command.Name);
            Assert.That(context.Output.Split('\n').Select(line => line.TrimEnd().Length), Is.All.LessThanOrEqualTo(80), command.Name);
        }
    }
}
