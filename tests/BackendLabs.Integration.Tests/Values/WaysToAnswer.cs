using BackendLabs.Contract;
using BackendLabs.Labs;
using BackendLabs.Testing;

namespace BackendLabs.Integration.Tests.Values;

/// <summary>An entry may answer now, later, bit by bit, or not at all.</summary>
internal sealed class WaysToAnswer : LiveRunner
{
    private static readonly (string Entry, string Body, string Check)[] Ways =
    [
        ("Task Later(string word)", "async Task Later(string word) { await Task.Yield(); seen = word; }",
            "await Snippet.CallAsync(\"Later\", \"task\"); await SeenAsync(\"task\");"),
        ("ValueTask LaterValue(string word)", "async ValueTask LaterValue(string word) { await Task.Yield(); seen = word; }",
            "await Snippet.CallAsync(\"LaterValue\", \"value-task\"); await SeenAsync(\"value-task\");"),
        ("void Now(string word)", "void Now(string word) => seen = word;",
            "await Snippet.CallAsync(\"Now\", \"void\"); await SeenAsync(\"void\");"),
        ("Task<int> LaterNumber(int n)", "async Task<int> LaterNumber(int n) { await Task.Delay(1); return n + 1; }",
            "Expect(await Snippet.CallAsync<int>(\"LaterNumber\", 1), Is.EqualTo(2), \"a task's result\");"),
        ("ValueTask<int> LaterValueNumber(int n)", "async ValueTask<int> LaterValueNumber(int n) { await Task.Delay(1); return n + 1; }",
            "Expect(await Snippet.CallAsync<int>(\"LaterValueNumber\", 1), Is.EqualTo(2), \"a value task's result\");"),
        ("ValueTask<int> AtOnce(int n)", "ValueTask<int> AtOnce(int n) => new(n + 1);",
            "Expect(await Snippet.CallAsync<int>(\"AtOnce\", 1), Is.EqualTo(2), \"a value task without a task\");"),
        ("IAsyncEnumerable<int> Stream(int n)", "async IAsyncEnumerable<int> Stream(int n) { for (var i = 0; i < n; i++) { await Task.Yield(); yield return i; } }",
            "Expect(await Snippet.CallAsync<List<int>>(\"Stream\", 3), Is.EqualTo(new[] { 0, 1, 2 }), \"a stream's items\");"),
        ("Task<List<string>?> LaterNull()", "Task<List<string>?> LaterNull() => Task.FromResult<List<string>?>(null);",
            "Expect(await Snippet.CallAsync<List<string>>(\"LaterNull\"), Is.Null, \"null, later\");"),
        ("IEnumerable<string> Lazily(SqliteConnection db)", """
            IEnumerable<string> Lazily(SqliteConnection db)
            {
                using var command = db.CreateCommand();
                command.CommandText = "select name from thing order by id";
                using var reader = command.ExecuteReader();
                while (reader.Read())
                    yield return reader.GetString(0);
            }
            """,
            "Expect(await Snippet.CallAsync<List<string>>(\"Lazily\"), Is.EqualTo(new[] { \"a\", \"b\" }), \"rows read while they are yielded\");"),
        ("IAsyncEnumerable<string> LazilyLater(SqliteConnection db)", """
            async IAsyncEnumerable<string> LazilyLater(SqliteConnection db)
            {
                using var command = db.CreateCommand();
                command.CommandText = "select name from thing order by id";
                using var reader = await command.ExecuteReaderAsync();
                while (await reader.ReadAsync())
                    yield return reader.GetString(0);
            }
            """,
            "Expect(await Snippet.CallAsync<List<string>>(\"LazilyLater\"), Is.EqualTo(new[] { \"a\", \"b\" }), \"rows read while they are streamed\");"),
    ];

    private IReadOnlyList<CheckResult> _results = null!;

    private static IEnumerable<TestCaseData<int>> Numbers() =>
        Ways.Select((way, number) => new TestCaseData<int>(number) { TestName = $"{way.Entry} is waited for and answers" });

    [OneTimeSetUp]
    public async Task Ask_all()
    {
        var lab = new SmallLab
        {
            Services = "{ db: sqlite }",
            Seed = "create table thing (id integer primary key, name text);\ninsert into thing values (1, 'a'), (2, 'b');",
            Entries = [.. Ways.Select(way => way.Entry), "string Seen()"],
            Checks = """
                async Task SeenAsync(string word) => Expect(await Snippet.CallAsync<string>("Seen"), Is.EqualTo(word), "what was seen");

                """ + string.Join('\n', Ways.Select((way, number) => $"Check(\"way-{number}\", points: 1, \"answers\", async () => {{ {way.Check} }});")),
            Reference = "string seen = \"\";\nstring Seen() => seen;\n" + string.Join('\n', Ways.Select(way => way.Body)),
        }.Read();
        var report = await RunAsync(lab, lab.Solutions[0].Text);
        Assert.That(report.Checks, Has.Count.EqualTo(Ways.Length), () => Words.Of(report));
        _results = report.Checks;
    }

    [TestCaseSource(nameof(Numbers))]
    public void Answers(int number) => Assert.That(_results[number].Status, Is.TypeOf<CheckStatus.Passed>());
}
