using BackendLabs.Contract.Services;
using BackendLabs.Labs;

namespace BackendLabs.Cli.Authoring;

/// <summary>A small lab that is complete and right: its author changes one thing after the other and validates in between.</summary>
internal static class LabSkeleton
{
    public static IReadOnlyList<LabText> Files(string id) =>
    [
        new("lab.yaml", Definition(id)),
        new("README.md", Lesson),
        new("after.md", After),
        new("starter.csx", Starter),
        new("checks.csx", Checks),
        new("seed.sql", Seed),
        new("solutions/reference.csx", Reference),
        new("solutions/row-by-row.csx", RowByRow),
        new("wrong/constant.csx", Constant),
        new("wrong/remembers.csx", Remembers),
        new("wrong/counts.csx", Counts),
    ];

    public static string Purpose(string path) => path switch
    {
        "lab.yaml" => "title, services, entries, limits, hints, rules",
        "README.md" => "the lesson",
        "after.md" => "shown after passing",
        "starter.csx" => "what one begins with",
        "checks.csx" => "what is checked, from outside",
        _ when ServiceKinds.SeedFiles.Contains(path) => "the database's structure and fixed rows",
        _ when path.StartsWith("solutions/", StringComparison.Ordinal) => "an answer that must pass",
        _ => "an answer that must fail the check it names, by the rule it names",
    };

    private static string Definition(string id)
    {
        var digest = LabDigest.Of([new LabText("checks.csx", Checks), new LabText("seed.sql", Seed)])[..LabDigest.ShortLength];
        return $$"""
            # yaml-language-server: $schema=../../lab.schema.json
            format: 1
            id: {{id}}
            version: 1
            title: Add up the basket
            concepts: [databases.query]
            prerequisites: []
            difficulty: easy
            minutes: 10
            services: { db: sqlite }
            entries:
              - "long Total(SqliteConnection db)"
            limits: { wall: 10s, memory: 256MB, output: 64KB }
            hints:
              - { after: 0, text: "Which part of the work can the database do for you?" }
              - { after: 1, check: asks-every-time, text: "Where does the second answer come from: from the database, or from something you kept?" }
              - { after: 3, text: "select sum(price) from item gives one row with one column; command.ExecuteScalar() reads it as a long." }
            rules:
              - { id: all-prices, sentence: "the sum of all prices in the basket", checks: [adds-up] }
              - { id: asked-again, sentence: "It is asked again after the basket has changed.", checks: [asks-every-time] }
            changes:
              - { version: 1, digest: "{{digest}}", note: First version }

            """;
    }

    private const string Lesson = """
        # Add up the basket

        Say here why it matters in production, in a few short paragraphs, and what the student is to do.

        The database has one table:

        | column  | type    | meaning                |
        | ------- | ------- | ---------------------- |
        | `id`    | integer | names the item         |
        | `price` | integer | in cents, not null     |

        Write `Total`, which gives the sum of all prices in the basket. It is asked again after the basket has changed.

        """;

    private const string After = """
        A database adds up where the rows are, so that only the answer travels. Whoever keeps an answer must know when it
        stops being true.

        The common mistake: computing once and remembering.

        A question to take along: what should `Total` give for an empty basket, and what does `sum` give?

        """;

    private const string Starter = """
        // Gives the sum of all prices in the table item, in cents.
        long Total(SqliteConnection db)
        {
            return 0;
        }

        """;

    private const string Seed = """
        create table item (
            id integer primary key,
            price integer not null
        );

        """;

    private const string Checks = """
        long sum = 0;
        int added = 0;

        Given(seed =>
        {
            sum = 0;
            for (var id = 1; id <= 3; id++)
            {
                var price = seed.Int(100, 9_000);
                Db.Insert("item", new { id, price });
                sum += price;
            }

            added = seed.Int(100, 9_000);
        });

        Check("adds-up", points: 1, "adds up the prices", async () =>
        {
            var total = await Snippet.CallAsync<long>("Total");
            Expect(total, Is.EqualTo(sum), "The basket holds three items; Total should give the sum of their prices.");
        });

        Check("asks-every-time", points: 1, "gives the new total after the basket has changed", "adds-up", async () =>
        {
            await Snippet.CallAsync<long>("Total");
            Db.Insert("item", new { id = 4, price = added });
            var total = await Snippet.CallAsync<long>("Total");
            Expect(total, Is.EqualTo(sum + added), "Between two calls an item was put into the basket. The second total should count it.");
        });

        """;

    private const string Reference = """
        long Total(SqliteConnection db)
        {
            using var command = db.CreateCommand();
            command.CommandText = "select coalesce(sum(price), 0) from item";
            return (long)command.ExecuteScalar()!;
        }

        """;

    private const string RowByRow = """
        long Total(SqliteConnection db)
        {
            using var command = db.CreateCommand();
            command.CommandText = "select price from item";
            using var reader = command.ExecuteReader();
            var total = 0L;
            while (reader.Read())
                total += reader.GetInt64(0);
            return total;
        }

        """;

    private const string Constant = """
        // fails: adds-up
        // breaks: all-prices
        // Writes one basket's total down instead of asking for it.
        long Total(SqliteConnection db) => 1_999;

        """;

    private const string Remembers = """
        // fails: asks-every-time
        // breaks: asked-again
        // Keeps the first answer, so a change in the basket is never seen.
        long? known = null;

        long Total(SqliteConnection db)
        {
            if (known is { } total)
                return total;
            using var command = db.CreateCommand();
            command.CommandText = "select coalesce(sum(price), 0) from item";
            known = (long)command.ExecuteScalar()!;
            return known.Value;
        }

        """;

    private const string Counts = """
        // fails: adds-up
        // breaks: all-prices
        // Counts the rows instead of adding the prices.
        long Total(SqliteConnection db)
        {
            using var command = db.CreateCommand();
            command.CommandText = "select count(*) from item";
            return (long)command.ExecuteScalar()!;
        }

        """;
}
