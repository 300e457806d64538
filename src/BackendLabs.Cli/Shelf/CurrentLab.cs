using BackendLabs.Labs;

namespace BackendLabs.Cli.Shelf;

/// <summary>Which lab a command means where none is named.</summary>
internal static class CurrentLab
{
    /// <summary>The one whose folder this is, else the one last started or checked.</summary>
    /// <exception cref="UsageException">The name fits no lab, or there is neither a name nor a current lab.</exception>
    public static CatalogLab Of(Desk desk, string? named) =>
        named is not null ? desk.Labs.Find(named) : OrNull(desk) ?? throw new UsageException(
            "You have no current lab yet.", "Begin one with `lab start`, or name one; `lab list` shows them all.");

    public static CatalogLab? OrNull(Desk desk) =>
        OfFolder(desk, desk.Surroundings.CurrentFolder)
        ?? desk.Labs.Known(desk.Progress.Ask(store => store.CurrentLab, null));

    /// <summary>The lab that <c>start</c> wrote this folder for.</summary>
    public static CatalogLab? OfFolder(Desk desk, string folder) => desk.Labs.Known(WorkFolder.LabOf(folder));
}
