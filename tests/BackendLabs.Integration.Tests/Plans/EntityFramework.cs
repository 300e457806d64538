using BackendLabs.Labs;
using BackendLabs.Testing;

namespace BackendLabs.Integration.Tests.Plans;

/// <summary>Labs whose snippets use Entity Framework Core, and those whose do not.</summary>
internal sealed class EntityFramework : LiveRunner
{
    private const string Boats = """
        class Boat
        {
            public int Id { get; set; }
            public string Name { get; set; } = "";
        }

        class Fleet(SqliteConnection db) : DbContext
        {
            public DbSet<Boat> Boats => Set<Boat>();
            protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseSqlite(db);
        }

        List<string> Names(SqliteConnection db)
        {
            using var fleet = new Fleet(db);
            fleet.Boats.Add(new Boat { Id = 9, Name = "Saimi" });
            fleet.SaveChanges();
            return fleet.Boats.Where(boat => boat.Id > 1).OrderBy(boat => boat.Name).Select(boat => boat.Name).ToList();
        }
        """;

    private const string Checks = """
        Check("names", points: 1, "names", async () =>
        {
            Expect(await Snippet.CallAsync<List<string>>("Names"), Is.EqualTo(new[] { "Aallotar", "Saimi" }), "The boats.");
            Expect(Db.Count("Boats"), Is.EqualTo(3), "All of them are in the file.");
            Expect(Timeline.Statements.Select(statement => statement.Verb), Does.Contain("insert").And.Contain("select"), "What ran.");
            var asked = Timeline.Statements.Single(statement => statement.Verb == "select" && statement.Sql.Contains("Name"));
            Expect(await Db.PlanAsync(asked), Plan.Searches("Boats", "rowid"), "By its id.");
            Expect(asked.Line, Is.EqualTo(18), "The line.");
        });
        """;

    [Test]
    public async Task The_injected_connection_serves_a_context_and_its_statements_are_seen()
    {
        var lab = Lab("{ db: { kind: sqlite, efcore: true } }");
        var report = await RunAsync(lab, Boats);
        Assert.That(report.Verdict, Is.TypeOf<Verdict.Passed>(), () => Words.Of(report));
    }

    [Test]
    public async Task A_lab_without_it_says_so()
    {
        var report = await RunAsync(Lab("{ db: sqlite }"), Boats);
        Assert.That(report.Verdict, Is.TypeOf<Verdict.CompileError>(), () => Words.Of(report));
        Assert.That(report.Diagnostics.Select(said => said.Message), Has.Some.EqualTo("This lab has no Entity Framework, so DbContext is not here."));
    }

    private static Lab Lab(string services) => new SmallLab
    {
        Checks = Checks,
        Entries = ["List<string> Names(SqliteConnection db)"],
        Reference = Boats,
        Starter = Boats,
        Services = services,
        Seed = "create table Boats (Id integer primary key, Name text not null);\ninsert into Boats values (1, 'Vaasa'), (2, 'Aallotar');",
        Limits = "{ wall: 15s, memory: 256MB, output: 16KB }",
    }.Read();
}
