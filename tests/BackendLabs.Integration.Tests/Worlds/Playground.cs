using BackendLabs.Grader;
using BackendLabs.Labs;
using BackendLabs.Testing;

namespace BackendLabs.Integration.Tests.Worlds;

/// <summary>Free code: what it printed, returned and threw, its timeline and what it left; and nothing is expected of it.</summary>
internal sealed class Playground : WorldFixture
{
    private static readonly Lab Free = ((LabReading.Good)LabReader.Read(Path.Combine(PublishedApp.Clone, "labs"), "playground/free-code")).Lab;

    [Test]
    public async Task Its_starter_prints_returns_and_leaves_tables_and_keys()
    {
        var report = await InspectAsync(Free.Texts.Starter.Text, Free);

        Assert.That((report.Verdict, report.IsFree), Is.EqualTo((new Verdict.Passed(), true)), () => Words.Of(report));
        Assert.That(report.Output, Does.StartWith("biscuits      12 sold\n"));
        Assert.That(report.Checks[0].Returned, Is.EqualTo("""[{"Name":"biscuits","Pieces":12},{"Name":"tea","Pieces":11},{"Name":"cup","Pieces":6}]"""));
        Assert.That(report.Checks[0].Timeline.Select(seen => seen.Service).Distinct(), Is.EquivalentTo(new[] { "code", "sqlite", "redis" }));
        Assert.That(report.Checks[0].Timeline.Where(seen => seen.Service != "code").Select(seen => seen.Line), Is.All.Not.Null);
        Assert.That(Database(report).Tables.Select(table => table.Name), Is.EqualTo(new[] { "customer", "product", "purchase" }));
        Assert.That(Table(report, "customer").Shown[1][2], Is.EqualTo(Null));
        Assert.That(Keys(report).Shown.Select(key => (key.Name.Text, key.Type)), Is.EqualTo(new[]
        {
            ("best-sellers", "string"), ("session:k3x", "hash"), ("sold", "zset"), ("views", "string"),
        }));
    }

    [TestCase("return 42;", "42")]
    [TestCase("return new { Name = \"ada\", Tags = new[] { 1, 2 } };", """{"Name":"ada","Tags":[1,2]}""")]
    [TestCase("return null;", "null")]
    public async Task What_it_returns_is_told_as_JSON(string body, string json)
    {
        var report = await InspectAsync($"async Task<object?> Run(SqliteConnection db, IDatabase cache)\n{{\n    await Task.Yield();\n    {body}\n}}", Free);
        Assert.That((report.Verdict, report.Checks[0].Returned), Is.EqualTo((new Verdict.Passed(), json)), () => Words.Of(report));
    }

    [Test]
    public async Task Something_very_long_that_it_returns_is_cut()
    {
        var report = await InspectAsync("object? Run(SqliteConnection db, IDatabase cache) => new string('x', 100_000);", Free);
        Assert.That(report.Checks[0].Returned, Has.Length.EqualTo(16 * 1024 + 1).And.EndsWith("x…"), () => Words.Of(report));
    }

    [Test]
    public async Task An_exception_is_told_with_its_line_and_what_was_there_by_then()
    {
        var report = await InspectAsync("""
            async Task<object?> Run(SqliteConnection db, IDatabase cache)
            {
                Console.WriteLine("so far");
                await cache.StringSetAsync("n", 1);
                throw new InvalidOperationException("that was it");
            }
            """, Free);

        Assert.That(report.Verdict, Is.EqualTo(new Verdict.RuntimeError("System.InvalidOperationException", "that was it", 5)), () => Words.Of(report));
        Assert.That((report.Output, report.Checks[0].Returned), Is.EqualTo(("so far\n", (string?)null)));
        Assert.That(Key(report, "n").Items.Single().Value, Is.EqualTo(Text("1")));
    }

    [Test]
    public async Task An_endless_loop_ends_with_its_time_and_shows_what_was_there()
    {
        var report = await InspectAsync("""
            object? Run(SqliteConnection db, IDatabase cache)
            {
                using var command = db.CreateCommand();
                command.CommandText = "insert into product (name, price_cents) values ('cup', 1)";
                command.ExecuteNonQuery();
                while (true);
            }
            """, Free);

        Assert.That(report.Verdict, Is.EqualTo(new Verdict.TimeLimit(TimeSpan.FromSeconds(10))), () => Words.Of(report));
        Assert.That(Table(report, "product").Rows, Is.EqualTo(7));
    }

    [Test]
    public async Task The_proof_of_free_code_runs_its_starter_and_says_why_nothing_else_is_tried()
    {
        var report = await Runner.ValidateAsync(Free, new ValidationOptions(Seeds: 1), progress: null, CancellationToken.None);

        Assert.That(report.Passed, string.Join('\n', report.Steps.SelectMany(step => step.Problems)));
        Assert.That(report.Steps.Select(step => step.Name), Is.EqualTo(new[] { "links", "texts", "checks", "starter", "free code" }));
        Assert.That(report.Mutation, Is.Null);
    }
}
