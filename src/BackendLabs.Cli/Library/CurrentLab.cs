using BackendLabs.Labs;

namespace BackendLabs.Cli.Library;

/// <summary>Which lab a command means where none is named.</summary>
internal static class CurrentLab
{
    /// <summary>The one whose folder this is, else the one last started or checked.</summary>
    /// <exception cref="UsageException">The name fits no lab, or there is neither a name nor a current lab.</exception>
    public static CatalogLab Of(CommandContext context, string? named) =>
        named is not null ? context.Labs.Find(named) : OrNull(context) ?? throw new UsageException(
            "You have no current lab yet.", "Begin one with `lab start`, or name one; `lab list` shows them all.");

    public static CatalogLab? OrNull(CommandContext context) =>
        OfFolder(context, context.Paths.CurrentFolder)
        ?? context.Labs.Known(context.Progress.Ask(store => store.CurrentLab, null));

    /// <summary>The lab that <c>start</c> wrote this folder for.</summary>
    public static CatalogLab? OfFolder(CommandContext context, string folder) => context.Labs.Known(WorkFolder.LabOf(folder));
}
