using BackendLabs.Cli.Checking;

namespace BackendLabs.Cli;

/// <summary>All commands, in the order of their use.</summary>
internal static class Commands
{
    public static LabRoot Of(Desk desk) => new(
    [
        CheckCommand.Create(desk),
        .. OldWords.Create(desk),
    ]);
}
