using BackendLabs.Labs.Reading;
using BackendLabs.Labs.Yaml;

namespace BackendLabs.Labs.Cohorts;

/// <summary>Reads a class's file: <c>format</c>, <c>id</c>, <c>name</c>, <c>staff</c> and <c>students</c>.</summary>
internal static class CohortFile
{
    private const string PersonExample = "[{ id: ada, name: Ada Lovelace }]";
    private const int LongestId = 64;

    public static Cohort? Read(string path, FileLog log)
    {
        var file = new FileInfo(path);
        if (!file.Exists)
        {
            log.Add(null, $"There is no file {path}.", "Write one: `format: 1`, then id, name, staff and students of the class.");
            return null;
        }

        if (TextFile.Read(file, log) is not { } text || YamlText.Read(text, log) is not { } map) return null;
        var fields = new YamlFields(map, log, "a class", "format", "id", "name", "staff", "students");
        LabDefinition.ReadFormat(fields);
        var id = ReadId(fields);
        var name = fields.RequireText("name", "Backend, autumn 2026");
        fields.Require("students", PersonExample);
        var people = new List<(CohortPerson Person, Place Place)>();
        ReadPeople(fields, "staff", CohortRole.Staff, people);
        ReadPeople(fields, "students", CohortRole.Student, people);
        if (people.Count > Cohort.MostPeople)
            log.Add(null, $"There are {people.Count} people in this class; one may have {Cohort.MostPeople}.", "Make several classes of it.");
        return id is null || name is null ? null : new Cohort(id, name, [.. people.Select(one => one.Person)]);
    }

    private static string? ReadId(YamlFields fields)
    {
        if (fields.RequireText("id", "autumn-2026") is not { } id) return null;
        if (LabNames.IsWords(id) && id.Length <= LongestId) return id;
        fields.Log.Add(fields.Find("id")!.Place, $"A class's id is {LabNames.WordsForm}, at most {LongestId} characters, not `{id}`.", $"Write `id: {LabNames.ToWords(id)}`.");
        return null;
    }

    private static void ReadPeople(YamlFields fields, string list, CohortRole role, List<(CohortPerson Person, Place Place)> people)
    {
        foreach (var item in fields.FindList(list, PersonExample))
        {
            if (ReadPerson(item, list, role, fields.Log) is not { } person) continue;
            if (people.Find(other => CohortPerson.Folded(other.Person.Id) == CohortPerson.Folded(person.Id)) is { Person: not null } first)
                fields.Log.Add(item.Place, $"The id `{person.Id}` is in the class twice; the first is on line {first.Place.Line}.", "Give each person an id of their own.");
            else
                people.Add((person, item.Place));
        }
    }

    private static CohortPerson? ReadPerson(YamlValue item, string list, CohortRole role, FileLog log)
    {
        if (item is not YamlValue.Mapping map)
        {
            log.Add(item.Place, $"A person must be a map, but {item.Describe()}.", $"Write, for example, `{list}: {PersonExample}`.");
            return null;
        }

        var fields = new YamlFields(map, log, "a person", "id", "name");
        var id = ReadPersonId(fields);
        var name = fields.RequireText("name", "Ada Lovelace")?.Trim();
        if (name is not null && !CohortPerson.IsName(name))
        {
            log.Add(fields.Find("name")!.Place, $"A name is one line of at most {CohortPerson.LongestName} characters.", "Shorten it.");
            return null;
        }

        return id is null || name is null ? null : new CohortPerson(id, name, role);
    }

    // Schools number their students: a number is an id too, and keeps its zeros.
    private static string? ReadPersonId(YamlFields fields)
    {
        if (fields.Require("id", "ada") is not { } value) return null;
        var id = value is YamlValue.Scalar { Kind: not ScalarKind.Null } scalar ? scalar.Text : "";
        if (CohortPerson.IsId(id)) return id;
        fields.Log.Add(
            value.Place,
            $"A person's id is made of letters, digits and . _ @ -, at most {CohortPerson.LongestId} of them{(id.Length > 0 ? $", not `{id}`" : "")}.",
            "Write, for example, `id: ada` or `id: 0042`.");
        return null;
    }
}
