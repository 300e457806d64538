using BackendLabs.Labs.Reading;
using BackendLabs.Labs.Yaml;

namespace BackendLabs.Labs.Catalogue;

/// <summary>Reads a root's <c>catalog.yaml</c>: the tracks and their labs, in teaching order.</summary>
internal static class CatalogFile
{
    public const string Name = "catalog.yaml";

    private const string Example = "[first-pass]";

    public static IReadOnlyList<ListedTrack> Read(string root, FileLog log)
    {
        var file = new FileInfo(Path.Combine(root, Name));
        if (!file.Exists)
        {
            log.Add(null, $"{root} has no {Name}.", "Write one: `format: 1`, then `tracks:` with id, title, summary and labs of each.");
            return [];
        }
        if (TextFile.Read(file, log) is not { } text || YamlText.Read(text, log) is not { } map) return [];
        var fields = new YamlFields(map, log, Name, "format", "tracks");
        LabDefinition.ReadFormat(fields);
        fields.Require("tracks", "[]");
        var tracks = new List<ListedTrack>();
        foreach (var item in fields.FindList("tracks", "[{ id: start, title: Start here, summary: …, labs: [first-pass] }]"))
        {
            if (ReadTrack(item, log) is not { } track) continue;
            if (tracks.Exists(other => other.Id == track.Id))
                log.Add(item.Place, $"The track `{track.Id}` is listed twice.", "Put its labs into one list.");
            else
                tracks.Add(track);
        }
        return tracks;
    }

    private static ListedTrack? ReadTrack(YamlValue item, FileLog log)
    {
        if (item is not YamlValue.Mapping map)
        {
            log.Add(item.Place, $"A track must be a map, but {item.Describe()}.", "Write `- id: start`, and beneath it title, summary and labs.");
            return null;
        }
        var fields = new YamlFields(map, log, "a track", "id", "title", "summary", "labs", "hidden", "finish");
        var id = fields.RequireText("id", "start");
        var title = fields.RequireText("title", "Start here");
        var summary = fields.RequireText("summary", "Two minutes to your first green check.");
        fields.Require("labs", Example);
        var labs = fields.FindNames("labs", Example, text => LabNames.IsWords(text), $"the name of a folder beneath the track's, in {LabNames.WordsForm}");
        var isHidden = fields.FindTruth("hidden");
        var finish = fields.FindText("finish", "You know how a check works.");
        if (id is null) return null;
        if (LabNames.IsWords(id)) return new ListedTrack(id, title ?? id, summary ?? "", finish, labs, isHidden);
        log.Add(fields.Find("id")!.Place, $"A track's id is {LabNames.WordsForm}, not `{id}`.", $"Write `id: {LabNames.ToWords(id)}`.");
        return null;
    }
}

internal sealed record ListedTrack(string Id, string Title, string Summary, string? Finish, IReadOnlyList<YamlValue.Scalar> Labs, bool IsHidden);
