namespace BackendLabs.Cli.Tests;

internal sealed class HelpScreens
{
    [Test]
    public void The_help_fits_a_screen_with_the_prompt()
    {
        using var desk = new TestCommandContext();
        Assert.That(desk.Run("--help"), Is.Zero);

        var lines = desk.Output.TrimEnd('\n').Split('\n');
        Assert.That(lines, Has.Length.LessThanOrEqualTo(23));
        Assert.That(lines.Select(line => line.Length), Is.All.LessThanOrEqualTo(80));
        Golden.Matches("help.txt", desk.Output);
    }

    [Test]
    public void Every_command_stands_in_one_group()
    {
        using var desk = new TestCommandContext();
        using var context = desk.CommandContext();
        var root = Commands.Of(context);

        Assert.That(root.Groups.SelectMany(group => group.Commands), Is.EquivalentTo(root.Subcommands.Where(command => !command.Hidden)));
    }

    [Test]
    public void Labs_are_completed_and_not_listed()
    {
        using var desk = new TestCommandContext();
        using var context = desk.CommandContext();
        foreach (var command in Commands.Of(context).Subcommands.Where(command => !command.Hidden))
        {
            desk.Run(command.Name, "--help");
            Assert.That(desk.Output, Does.Not.Contain("mine/basket"), command.Name);
        }
    }
}
