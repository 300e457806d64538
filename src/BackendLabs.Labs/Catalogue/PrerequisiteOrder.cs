using BackendLabs.Labs.Reading;

namespace BackendLabs.Labs.Catalogue;

/// <summary>Checks that every prerequisite exists and that no labs wait for each other.</summary>
internal sealed class PrerequisiteOrder(LabCatalog catalog, ProblemLog log)
{
    private readonly HashSet<string> _done = new(StringComparer.Ordinal);
    private readonly List<string> _path = [];

    public static IReadOnlyList<LabProblem> Check(LabCatalog catalog)
    {
        var log = new ProblemLog();
        var order = new PrerequisiteOrder(catalog, log);
        foreach (var lab in catalog.AllLabs) order.Visit(lab);
        foreach (var lab in catalog.Labs) order.ReportHidden(lab);
        return log.Sorted();
    }

    private void Visit(CatalogLab lab)
    {
        if (!_done.Add(lab.Id)) return;
        _path.Add(lab.Id);
        foreach (var needed in lab.Header.Prerequisites)
        {
            if (catalog[needed] is not { } other) ReportUnknown(lab, needed);
            else if (_path.Contains(needed)) ReportCycle(lab, needed);
            else Visit(other);
        }
        _path.RemoveAt(_path.Count - 1);
    }

    private void ReportUnknown(CatalogLab lab, string needed)
    {
        var near = NearestName.Of(needed, catalog.Labs.Select(other => other.Id).Where(id => id != lab.Id));
        log.Add($"{lab.Id}/lab.yaml", PlaceOf(lab, needed), $"The prerequisite `{needed}` is no lab of the catalogue.", near is null ? $"Remove `{needed}`." : $"Did you mean `{near}`?");
    }

    private void ReportHidden(CatalogLab lab)
    {
        foreach (var needed in lab.Header.Prerequisites.Where(needed => catalog[needed] is not null && catalog.Labs.All(other => other.Id != needed)))
            log.Add($"{lab.Id}/lab.yaml", PlaceOf(lab, needed), $"The prerequisite `{needed}` is in a hidden track, where nobody would find it.", $"Remove `{needed}`, or show its track.");
    }

    private void ReportCycle(CatalogLab lab, string needed)
    {
        if (lab.Id == needed) return; // the lab's own reading says so
        var cycle = _path.SkipWhile(id => id != needed).Append(needed);
        log.Add($"{lab.Id}/lab.yaml", PlaceOf(lab, needed), $"These labs wait for each other: {string.Join(" needs ", cycle)}.", $"Remove `{needed}` here, or one of the others' prerequisites.");
    }

    private static Place? PlaceOf(CatalogLab lab, string needed) => HeaderFile.PlaceOfPrerequisite(lab.Root, lab.Id, needed);
}
