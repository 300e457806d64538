using BackendLabs.Labs;

namespace BackendLabs.Cli.Library;

/// <summary>The lab that a person goes on with, as every command names it.</summary>
internal static class NextLab
{
    /// <summary>The current one until it is passed, then what comes after it. Null where all are passed.</summary>
    public static CatalogLab? OrNull(CommandContext context)
    {
        var catalog = context.Labs.Catalog;
        var passed = context.Progress.Ask(store => store.Passed(), new HashSet<string>());
        var current = CurrentLab.OrNull(context);
        if (current is null || catalog.ToPass.All(lab => lab.Id != current.Id))
            return catalog.Next(passed) ?? catalog.ToPass.FirstOrDefault(lab => !passed.Contains(lab.Id));
        return passed.Contains(current.Id) ? Of(catalog.After(current.Id, passed)) : current;
    }

    public static CatalogLab? Of(AfterPass following) => following switch
    {
        AfterPass.Next next => next.Lab,
        AfterPass.TrackEnds end => end.Lab,
        _ => null,
    };
}
