using BackendLabs.Grader;
using BackendLabs.Grader.Tests.Containers;
using BackendLabs.Testing;

namespace BackendLabs.Integration.Tests.Proofs;

/// <summary>The untouched-service probe works on a copy: nothing that reaches the copy counts as seen at the real service.</summary>
internal sealed class Copies : LiveRunner
{
    [Test]
    public async Task Commands_sent_to_the_copy_are_none_of_the_real_Redis()
    {
        Needs.Program("redis-server", "redis-server");
        await AssertSoundAsync(new SmallLab
        {
            Services = "{ cache: redis }",
            Entries = ["void Note(IDatabase cache, string key)"],
            Checks = """
                var key = "";
                Given(seed => key = seed.Token(8));
                Check("listed", points: 1, "sends one SET", async () =>
                {
                    await Snippet.CallAsync("Note", key);
                    Expect(Cache.Commands.Count(command => command.Operation == "SET"), Is.EqualTo(1), "SETs.");
                });
                Check("on-timeline", points: 1, "sends one SET", async () =>
                {
                    await Snippet.CallAsync("Note", key);
                    Expect(Timeline.Count("redis", "SET"), Is.EqualTo(1), "SETs.");
                });
                """,
            Starter = "void Note(IDatabase cache, string key) { }",
            Reference = "void Note(IDatabase cache, string key) => cache.StringSet(key, \"1\");",
            Wrong = Nothing("void Note(IDatabase cache, string key) { }"),
        });
    }

    [Test]
    public async Task Statements_on_the_copy_are_none_of_the_real_database() => await AssertSoundAsync(new SmallLab
    {
        Services = "{ db: sqlite }",
        Seed = "create table note (text text);",
        Entries = ["void Note(SqliteConnection db, string text)"],
        Checks = """
            var word = "";
            Given(seed => word = seed.Token(8));
            Check("listed", points: 1, "writes one note", async () =>
            {
                await Snippet.CallAsync("Note", word);
                Expect(Timeline.Count("sqlite", "insert"), Is.EqualTo(1), "Inserts.");
            });
            Check("on-timeline", points: 1, "writes one note", async () =>
            {
                await Snippet.CallAsync("Note", word);
                Expect(Timeline.Count("sqlite"), Is.EqualTo(1), "Statements.");
            });
            """,
        Starter = "void Note(SqliteConnection db, string text) { }",
        Reference = "void Note(SqliteConnection db, string text) { using var command = db.CreateCommand(); command.CommandText = \"insert into note values ($text)\"; command.Parameters.AddWithValue(\"$text\", text); command.ExecuteNonQuery(); }",
        Wrong = Nothing("void Note(SqliteConnection db, string text) { }"),
    });

    [Test]
    public async Task Requests_to_the_copy_are_none_of_the_real_Docker()
    {
        await LiveGate.EngineAsync();
        await AssertSoundAsync(new SmallLab
        {
            Services = "{ docker: docker }",
            Entries = ["Task Note(DockerClient docker)"],
            Limits = "{ wall: 20s, memory: 256MB, output: 16KB }",
            Checks = """
                Check("listed", points: 1, "asks for containers", async () =>
                {
                    await Snippet.CallAsync("Note");
                    Expect(Containers.Operations.Count, Is.EqualTo(1), "Requests.");
                });
                Check("on-timeline", points: 1, "asks for containers", async () =>
                {
                    await Snippet.CallAsync("Note");
                    Expect(Timeline.Count("docker"), Is.EqualTo(1), "Requests.");
                });
                """,
            Starter = "Task Note(DockerClient docker) => Task.CompletedTask;",
            Reference = "Task Note(DockerClient docker) => docker.Containers.ListContainersAsync(new ContainersListParameters { All = true });",
            Wrong = Nothing("Task Note(DockerClient docker) => Task.CompletedTask;"),
        });
    }

    private static Dictionary<string, (string Fails, string Text)> Nothing(string text) =>
        new() { ["does-nothing"] = ("listed, on-timeline", text) };

    private async Task AssertSoundAsync(SmallLab lab)
    {
        var report = await Runner.ValidateAsync(lab.Read(), new ValidationOptions(Seeds: 1) { Only = ["solutions", "probes"] }, progress: null, CancellationToken.None);
        Assert.That(report.Steps.SelectMany(step => step.Problems.Select(problem => $"{step.Name}: {problem.Message}")), Is.Empty);
    }
}
