using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using BackendLabs.Contract.Services;
using BackendLabs.Labs.Reading;
using BackendLabs.Labs.Yaml;
using Json.Schema;

namespace BackendLabs.Labs.Tests;

public sealed class SchemaAndReader
{
    private static readonly JsonSchema Schema = JsonSchema.FromText(File.ReadAllText(Repository.Labs("lab.schema.json")));

    /// <summary>The schema is written by hand, for editors; the reader asks the list.</summary>
    [Test]
    public void The_schema_names_every_kind_of_service_and_its_options()
    {
        var schema = JsonNode.Parse(File.ReadAllText(Repository.Labs("lab.schema.json")))!;
        var kinds = ServiceKinds.All.Select(home => home.Kind).ToList();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(schema["$defs"]!["kind"]!["enum"]!.AsArray().Select(kind => (string)kind!), Is.EqualTo(kinds));
            Assert.That(schema["properties"]!["services"]!["properties"]!.AsObject().Select(field => field.Key), Is.EquivalentTo(kinds));
            var options = schema["$defs"]!["service"]!["anyOf"]!.AsArray()
                .Select(form => form!["properties"])
                .Where(fields => fields?["kind"]?["const"] is not null)
                .SelectMany(fields => fields!.AsObject().Where(field => field.Key != "kind").Select(field => ((string)fields["kind"]!["const"]!, field.Key)));
            Assert.That(options, Is.EquivalentTo(ServiceKinds.All.SelectMany(home => home.Options.Select(option => (home.Kind, option.Name)))));
        }
    }

    [TestCase("", "", true)]
    [TestCase("format: 1", "format: 2", false)]
    [TestCase("format: 1", "format: one", false)]
    [TestCase("id: caching/cache-aside\n", "id: Caching\n", false)]
    [TestCase("\nversion: 1\n", "\nversion: 0\n", false)]
    [TestCase("\nversion: 1\n", "\nversion: \"1\"\n", false)]
    [TestCase("\nversion: 1\n", "\n", false)]
    [TestCase("title: Read", "title: \"404 Read", false)]
    [TestCase("title: Read through a cache", "title: 404", false)]
    [TestCase("title: Read through a cache", "title: \"404\"", true)]
    [TestCase("title: Read through a cache", "title: ' '", false)]
    [TestCase("concepts: [caching.cache-aside]", "concepts: []", true)]
    [TestCase("concepts: [caching.cache-aside]\n", "", true)]
    [TestCase("concepts: [caching.cache-aside]", "concepts: [caching.]", false)]
    [TestCase("concepts: [caching.cache-aside]", "concepts: [a, a]", false)]
    [TestCase("concepts: [caching.cache-aside]", "concepts:", false)]
    [TestCase("prerequisites: []", "prerequisites: [start/first-pass]", true)]
    [TestCase("prerequisites: []", "prerequisites: [first-pass]", false)]
    [TestCase("difficulty: easy", "difficulty: hard", true)]
    [TestCase("difficulty: easy", "difficulty: Easy", false)]
    [TestCase("minutes: 20", "minutes: 240", true)]
    [TestCase("minutes: 20", "minutes: 241", false)]
    [TestCase("minutes: 20", "minutes: 2.5", false)]
    [TestCase("cache: redis }", "cache: { kind: redis, scripting: true } }", true)]
    [TestCase("cache: redis }", "redis: { scripting: true } }", true)]
    [TestCase("cache: redis }", "redis: { scripting: no } }", false)]
    [TestCase("cache: redis }", "cache: { scripting: true } }", false)]
    [TestCase("cache: redis }", "cache: { kind: redis, scripting: yes } }", false)]
    [TestCase("cache: redis }", "cache: oracle }", false)]
    [TestCase("cache: redis }", "cache: { kind: docker, scripting: true } }", false)]
    [TestCase("cache: redis }", "docker: {} }", true)]
    [TestCase("db: sqlite,", "db: { kind: sqlite, efcore: true },", true)]
    [TestCase("db: sqlite,", "sqlite: { efcore: true },", true)]
    [TestCase("db: sqlite,", "db: { kind: sqlite, efcore: yes },", false)]
    [TestCase("db: sqlite,", "db: { kind: sqlite, scripting: true },", false)]
    [TestCase("cache: redis }", "cache: { kind: redis, efcore: true } }", false)]
    [TestCase("cache: redis }", "prices: http }", true)]
    [TestCase("cache: redis }", "http: {} }", true)]
    [TestCase("cache: redis }", "prices: { kind: http, scripting: true } }", false)]
    [TestCase("cache: redis }", "Cache: redis }", false)]
    [TestCase("services: { db: sqlite, cache: redis }", "services: sqlite", false)]
    [TestCase("uses: [shop]", "uses: shop", false)]
    [TestCase("  - \"Product GetProduct(SqliteConnection db, IDatabase cache, int id)\"", "  - Product", false)]
    [TestCase("  - \"Product GetProduct(SqliteConnection db, IDatabase cache, int id)\"", "  []", false)]
    [TestCase("wall: 5s", "wall: 60000ms", true)]
    [TestCase("wall: 5s", "wall: 100ms", true)]
    [TestCase("wall: 5s", "wall: 99ms", false)]
    [TestCase("wall: 5s", "wall: 60001ms", false)]
    [TestCase("wall: 5s", "wall: 60s", true)]
    [TestCase("wall: 5s", "wall: 61s", false)]
    [TestCase("wall: 5s", "wall: 05s", false)]
    [TestCase("wall: 5s", "wall: 5", false)]
    [TestCase("memory: 256MB", "memory: 64MB", true)]
    [TestCase("memory: 256MB", "memory: 63MB", false)]
    [TestCase("memory: 256MB", "memory: 2048MB", true)]
    [TestCase("memory: 256MB", "memory: 2049MB", false)]
    [TestCase("memory: 256MB", "memory: 2GB", true)]
    [TestCase("output: 64KB", "output: 1024KB", true)]
    [TestCase("output: 64KB", "output: 1025KB", false)]
    [TestCase("output: 64KB", "output: 1MB", true)]
    [TestCase("output: 64KB", "outputs: 64KB", false)]
    [TestCase("after: 1,", "after: 0,", true)]
    [TestCase("after: 1,", "after: -1,", false)]
    [TestCase("after: 1, ", "", false)]
    [TestCase("check: served-from-cache", "check: Served", false)]
    [TestCase("note: First version", "note: ''", false)]
    [TestCase(", note: First version", "", false)]
    [TestCase("minutes: 20", "minutes: 20\nauthor: me", false)]
    [TestCase("minutes: 20", "minutes: 20\nrules: []", true)]
    [TestCase("minutes: 20", "minutes: 20\nrules:", false)]
    [TestCase("minutes: 20", "minutes: 20\nrules: [{ id: a, sentence: Why, checks: [a, b] }]", true)]
    [TestCase("minutes: 20", "minutes: 20\nrules: [{ id: A, sentence: Why, checks: [a] }]", false)]
    [TestCase("minutes: 20", "minutes: 20\nrules: [{ id: a, sentence: ' ', checks: [a] }]", false)]
    [TestCase("minutes: 20", "minutes: 20\nrules: [{ id: a, sentence: Why, checks: [] }]", false)]
    [TestCase("minutes: 20", "minutes: 20\nrules: [{ id: a, sentence: Why, checks: [a, a] }]", false)]
    [TestCase("minutes: 20", "minutes: 20\nrules: [{ id: a, sentence: Why }]", false)]
    [TestCase("minutes: 20", "minutes: 20\nrules: [{ id: a, sentence: Why, checks: [a], note: b }]", false)]
    [TestCase("minutes: 20", "minutes: 20\nexplanations: [\"There is only one.\"]", true)]
    [TestCase("minutes: 20", "minutes: 20\nexplanations: [Why, Why]", false)]
    [TestCase("minutes: 20", "minutes: 20\nfree: false", true)]
    [TestCase("minutes: 20", "minutes: 20\nfree: true", false)]
    [TestCase("minutes: 20", "minutes: 20\nfree: yes", false)]
    public void The_schema_and_the_reader_agree(string old, string replacement, bool good)
    {
        using var root = LabRoot.WithLab();
        if (old.Length > 0) root.Edit("lab.yaml", old, replacement);
        var yaml = File.ReadAllText(Path.Combine(root.Path, LabRoot.Id, "lab.yaml"));
        var log = new ProblemLog();
        var read = YamlText.Read(yaml, log.For("lab.yaml"));
        var definition = LabDefinition.Read(yaml, LabRoot.Id, log.For("lab.yaml"));
        Assert.That(definition is not null && log.Count == 0, Is.EqualTo(good), string.Join('\n', log.Sorted()));
        if (read is not null) Assert.That(Schema.Evaluate(JsonSerializer.SerializeToElement(ToJson(read))).IsValid, Is.EqualTo(good), "the schema says otherwise");
    }

    private static JsonNode? ToJson(YamlValue value) => value switch
    {
        YamlValue.Mapping map => new JsonObject(map.Fields.Select(field => KeyValuePair.Create(field.Name, ToJson(field.Value)))),
        YamlValue.Sequence list => new JsonArray([.. list.Items.Select(ToJson)]),
        YamlValue.Scalar { Kind: ScalarKind.Text } text => JsonValue.Create(text.Text),
        YamlValue.Scalar { Kind: ScalarKind.Truth } truth => JsonValue.Create(bool.Parse(truth.Text)),
        YamlValue.Scalar { Kind: ScalarKind.Null } => null,
        YamlValue.Scalar number => JsonValue.Create(double.Parse(number.Text, CultureInfo.InvariantCulture)),
        _ => throw new InvalidOperationException(),
    };
}
