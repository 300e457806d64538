using BackendLabs.Labs.Reading;
using BackendLabs.Labs.Yaml;

namespace BackendLabs.Labs.Catalogue;

/// <summary>Reads a root's <c>concepts.yaml</c>, where it has one: the field's terms for what its labs teach.</summary>
internal static class ConceptsFile
{
    private const string Name = "concepts.yaml";
    private const string Example = "[{ id: caching.expiry, title: \"Expiry (TTL)\", also: [ttl] }]";

    public static IReadOnlyList<LabConcept> Read(string root, ProblemLog problems)
    {
        var log = problems.For(Name);
        var file = new FileInfo(Path.Combine(root, Name));
        if (!file.Exists || TextFile.Read(file, log) is not { } text || YamlText.Read(text, log) is not { } map) return [];
        var fields = new YamlFields(map, log, Name, "format", "concepts");
        LabDefinition.ReadFormat(fields);
        var concepts = new List<LabConcept>();
        foreach (var item in fields.FindList("concepts", Example))
        {
            if (ReadConcept(item, log) is not { } concept) continue;
            if (concepts.Exists(other => other.Id == concept.Id))
                log.Add(item.Place, $"The concept `{concept.Id}` is described twice.", "Put its words into one list.");
            else
                concepts.Add(concept);
        }
        return concepts;
    }

    private static LabConcept? ReadConcept(YamlValue item, FileLog log)
    {
        if (item is not YamlValue.Mapping map)
        {
            log.Add(item.Place, $"A concept must be a map, but {item.Describe()}.", $"Write, for example, `concepts: {Example}`.");
            return null;
        }
        var fields = new YamlFields(map, log, "a concept", "id", "title", "also");
        var id = fields.RequireText("id", "caching.expiry");
        var title = fields.RequireText("title", "Expiry (TTL)");
        var also = fields.FindNames("also", "[ttl]", text => text.Length <= 60, "at most 60 characters long");
        if (id is null || title is null) return null;
        if (LabNames.IsConcept(id)) return new LabConcept(id, title, [.. also.Select(word => word.Text)]);
        log.Add(fields.Find("id")!.Place, $"A concept's id is {LabNames.WordsForm} and dots, not `{id}`.", "Write it as the labs' `concepts` do: `caching.expiry`.");
        return null;
    }
}
