using BackendLabs.Labs.Reading;

namespace BackendLabs.Labs.Catalogue;

/// <summary>Brings the catalogues of several roots together; compares each with the folders that are there.</summary>
internal sealed class CatalogMerge(ProblemLog log)
{
    private readonly OrderedDictionary<string, LabTrack> _tracks = new(StringComparer.Ordinal);
    private readonly Dictionary<string, CatalogLab> _labs = new(StringComparer.Ordinal);

    private readonly OrderedDictionary<string, LabConcept> _concepts = new(StringComparer.Ordinal);

    /// <summary>Of an id in two roots, the first counts.</summary>
    public IReadOnlyList<LabConcept> Concepts() => [.. _concepts.Values];

    public IReadOnlyList<LabTrack> Tracks() => [.. _tracks.Values];

    public void Add(string root)
    {
        if (!Directory.Exists(root))
        {
            log.Add(CatalogFile.Name, null, $"There is no folder {root}.", "Correct the path of this lab root, or remove it from the roots.");
            return;
        }
        foreach (var concept in ConceptsFile.Read(root, log)) _concepts.TryAdd(concept.Id, concept);
        var file = log.For(CatalogFile.Name);
        var tracks = CatalogFile.Read(root, file);
        var folders = LabFolders(root);
        foreach (var track in tracks) AddTrack(root, track, folders, file);
        var listed = tracks.SelectMany(track => track.Labs.Select(lab => $"{track.Id}/{lab.Text}")).ToHashSet();
        foreach (var stray in folders.Where(id => !listed.Contains(id)))
            log.Add(stray, null, "The catalogue does not list this lab.", Listing(stray, tracks));
    }

    private void AddTrack(string root, ListedTrack track, HashSet<string> folders, FileLog file)
    {
        var labs = new List<CatalogLab>();
        foreach (var name in track.Labs)
        {
            var lab = new CatalogLab(root, $"{track.Id}/{name.Text}");
            if (!folders.Contains(lab.Id))
            {
                var near = NearestName.Of(lab.Id, folders);
                file.Add(name.Place, $"There is no folder {lab.Id}.", near is null ? $"Make it with `lab new {lab.Id}`, or remove `{name.Text}`." : $"Did you mean {near}?");
            }
            else if (_labs.TryGetValue(lab.Id, out var first))
            {
                file.Add(name.Place, $"The lab {lab.Id} of {root} is in {first.Root} already.", "Rename one of the two folders; until then the first counts.");
            }
            else
            {
                _labs.Add(lab.Id, lab);
                labs.Add(lab);
            }
        }
        _tracks[track.Id] = _tracks.TryGetValue(track.Id, out var before)
            ? before with { Labs = [.. before.Labs, .. labs] }
            : new LabTrack(track.Id, track.Title, track.Summary, labs) { IsHidden = track.IsHidden, Finish = track.Finish };
    }

    private static string Listing(string id, IReadOnlyList<ListedTrack> tracks)
    {
        var parts = id.Split('/');
        return tracks.Any(track => track.Id == parts[0])
            ? $"Add `{parts[1]}` to the labs of `{parts[0]}` in {CatalogFile.Name}, or remove the folder."
            : $"Add a track `{parts[0]}` with `labs: [{parts[1]}]` to {CatalogFile.Name}, or remove the folder.";
    }

    /// <summary>Every <c>track/name</c> beneath the root; folders that begin with <c>_</c> or <c>.</c> are no tracks.</summary>
    private HashSet<string> LabFolders(string root)
    {
        try
        {
            return [.. from track in new DirectoryInfo(root).EnumerateDirectories()
                       where track.Name[0] is not ('_' or '.')
                       from lab in track.EnumerateDirectories()
                       where lab.Name[0] is not '.'
                       select $"{track.Name}/{lab.Name}"];
        }
        catch (UnauthorizedAccessException)
        {
            log.Add(CatalogFile.Name, null, $"A folder of {root} cannot be read.", "Make it readable (`chmod -R u+rX`).");
            return [];
        }
    }
}
