using System.CommandLine;

namespace BackendLabs.Cli.Machine;

internal static class CompletionCommand
{
    public static Command Create(CommandContext context)
    {
        var shell = new Argument<string>("SHELL") { Description = "bash, zsh or fish.", HelpName = "bash|zsh|fish" };
        shell.AcceptOnlyFromAmong([.. CompletionScripts.Shells]);
        return new LabCommand(
            "completion", "Print a script that completes commands, labs and options.",
            ("source <(lab completion bash)", "For this shell; put it into ~/.bashrc for every one"),
            ("source <(lab completion zsh)", "For zsh, in ~/.zshrc"),
            ("lab completion fish > ~/.config/fish/completions/lab.fish", "For fish"))
        {
            shell,
        }.Does(line =>
        {
            context.Screen.Out.Write(CompletionScripts.For(line.GetValue(shell)!));
            return ExitCode.Done;
        });
    }
}
