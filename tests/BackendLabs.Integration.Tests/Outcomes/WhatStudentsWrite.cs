using BackendLabs.Contract;
using BackendLabs.Grader;
using BackendLabs.Grader.Tests.Containers;
using BackendLabs.Labs;
using BackendLabs.Testing;

namespace BackendLabs.Integration.Tests.Outcomes;

/// <summary>Slips of beginners, each on its own lab with the live parts: what comes of them, and whether a student can read why.</summary>
internal sealed class WhatStudentsWrite : LiveRunner
{
    /// <summary>A hang need not take the lab's whole time to be one.</summary>
    private static readonly TimeSpan ShortWall = TimeSpan.FromSeconds(4);

    private static readonly Dictionary<string, Lab> Labs = new(StringComparer.Ordinal);

    public static IEnumerable<TestCaseData> Files() => CaseFile.All().Select(file => new TestCaseData(file).SetArgDisplayNames(file.ToString()));

    [TestCaseSource(nameof(Files))]
    public async Task Is_answered_as_the_file_says(CaseFile file)
    {
        var lab = Find(file.Lab);
        await NeedAsync(lab);
        if (file.Expected == "time_limit")
            lab = lab with { Limits = lab.Limits with { Wall = ShortWall }, Digest = lab.Digest + "-short" };

        using var limit = new CancellationTokenSource(Patience);
        var report = await Runner.RunAsync(
            new RunRequest(lab, file.Text, "answer.csx", new RunOptions(1) { StopsAtFailure = true }), progress: null, limit.Token);

        Assert.That(report.Verdict.Name, file.Expected switch
        {
            "any" => Is.Not.EqualTo("infrastructure_error"),
            // Code that throws has failed, too.
            "failed" => Is.EqualTo("failed").Or.EqualTo("runtime_error"),
            var one => Is.EqualTo(one),
        }, () => Words.Of(report));
        var told = Told(report);
        Assert.Multiple(() =>
        {
            foreach (var phrase in file.Phrases)
                Assert.That(told, Does.Contain(phrase), () => Words.Of(report));
        });
    }

    [Test]
    public void There_are_cases() => Assert.That(CaseFile.All().Count(), Is.GreaterThan(50));

    // All that a report says, whichever way it is shown.
    private static string Told(RunReport report) => string.Join('\n',
    [
        report.Verdict.Name,
        .. report.Diagnostics.Select(said => $"{said.Message} {said.Hint}"),
        .. report.Checks.Select(check => $"{(check.Status as CheckStatus.Failed)?.Message} {(check.Status as CheckStatus.RuntimeError)?.Message} {check.Advice}"),
        report.Output,
    ]);

    private static Lab Find(string id)
    {
        if (!Labs.TryGetValue(id, out var lab))
            Labs.Add(id, lab = id.StartsWith("arenas/", StringComparison.Ordinal) ? Arena(id["arenas/".Length..]) : ((LabReading.Good)LabReader.Read(Path.Combine(PublishedApp.Clone, "labs"), id)).Lab);
        return lab;
    }

    private static Lab Arena(string name)
    {
        return name switch
        {
            "http" => Arena("{ prices: http }", "HttpClient prices", """
                Given(seed =>
                {
                    Http.Answer("GET", "/prices/7", new { price = 12 });
                    Http.Answer("GET", "/broken", status: 503);
                    Http.Answer("GET", "/page", "<html></html>");
                });

                """),
            "http-frozen" => Arena("{ prices: http }", "HttpClient prices", "", body: "async () => { await using var frozen = Http.Freeze(); await Snippet.CallAsync(\"Run\"); }"),
            "entity-framework" => Arena("{ db: { kind: sqlite, efcore: true } }", "SqliteConnection db", "", seed: "create table Boats (Id integer primary key, Name text not null);\ninsert into Boats values (1, 'Vaasa');"),
            "postgres" => Arena("{ shop: postgres }", "NpgsqlConnection shop", Given("Postgres")),
            "mysql" => Arena("{ shop: mysql }", "MySqlConnection shop", Given("MySql")),
            _ => throw new ArgumentOutOfRangeException(nameof(name), name, "There is no such arena."),
        };

        static string Given(string tool) => $$"""
            Given(async seed =>
            {
                await {{tool}}.ExecuteAsync("create table account (id int primary key, cents int not null)");
                await {{tool}}.InsertAsync("account", new { id = 1, cents = 100 });
            });

            """;
    }

    private static Lab Arena(string services, string parameter, string given, string? seed = null, string body = "() => Snippet.CallAsync(\"Run\")")
    {
        var empty = $"Task<object?> Run({parameter}) => Task.FromResult<object?>(null);";
        return new SmallLab
        {
            Services = services,
            Entries = [$"Task<object?> Run({parameter})"],
            Checks = $"{given}Check(\"run\", points: 1, \"runs to its end\", {body});",
            Seed = seed,
            Reference = empty,
            Starter = empty,
            Limits = "{ wall: 20s, memory: 256MB, output: 16KB }",
        }.Read();
    }

    private static async Task NeedAsync(Lab lab)
    {
        var kinds = lab.Services.Values.Select(service => service.Kind).ToHashSet();
        if (kinds.Contains("redis"))
            Needs.Program("redis-server", "redis-server");
        if (kinds.Contains("docker"))
            await LiveGate.EngineAsync();
    }
}
