using BackendLabs.Contract;
using BackendLabs.Labs;

namespace BackendLabs.Cli.Tests;

/// <summary>Reports as the runner makes them.</summary>
internal static class Reports
{
    public const string Source = """
        Product GetProduct(SqliteConnection db, IDatabase cache, int id)
        {
            var cached = cache.StringGet($"product:{id}");
            if (cached.HasValue) return JsonSerializer.Deserialize<Product>(cached!)!;
            using var command = db.CreateCommand();
            command.CommandText = "select id, name, price from product where id = $id";
            command.Parameters.AddWithValue("$id", id);
            using var reader = command.ExecuteReader();
            reader.Read();
            return new Product(reader.GetInt32(0), reader.GetString(1), reader.GetDecimal(2));
        }

        """;

    /// <summary>What no terminal and no parser may stumble over.</summary>
    public const string Hostile = "a\u001b[31mred\u001b]0;title\u0007 [red]markup[/] <b>&amp;</b> ]]> \u0000\u0008\uFFFE \u202Egnp.exe \uD800 {0} 日本語 🙂 \"q\" 'a'\r\nnext";

    public static RunReport Passed() => Of(new Verdict.Passed(), [Check("served-from-cache", "answers from the cache on the second read", 3), Check("fills-only-once", "reads the database once, whatever comes", 2)]);

    public static RunReport Failed() => Of(new Verdict.Failed(),
    [
        Check("finds-it", "finds the product", 1),
        Check("served-from-cache", "answers from the cache on the second read", 3,
            new CheckStatus.Failed("The second read went to the database.", "4.20", "5.20"), Timeline(12)) with { At = 10, Rule = new BrokenRule("cached", "A product that is in the cache comes from the cache, and never from the database while its copy lives.") },
        Check("fills-only-once", "reads the database once, whatever comes", 2, new CheckStatus.NotRun("served-from-cache")),
    ]);

    public static RunReport CompileError() => CompileErrorOf(
        new SnippetDiagnostic(3, 24, 3, 36, "CS1061", true, "'IDatabase' has no member 'StringFetch'.", "Did you mean StringGet?"),
        new SnippetDiagnostic(9, 5, 9, 11, "CS0103", true, "The name 'reader' does not exist here.", null),
        new SnippetDiagnostic(2, 1, 2, 2, "CS0219", false, "A warning.", null));

    public static RunReport CompileErrorOf(params SnippetDiagnostic[] diagnostics) =>
        Of(new Verdict.CompileError(diagnostics), []) with { Max = 6, Diagnostics = diagnostics };

    public static RunReport RuntimeError() => Of(new Verdict.RuntimeError("InvalidOperationException", "No data exists for the row/column.", 10),
    [
        Check("finds-it", "finds the product", 1, new CheckStatus.RuntimeError("InvalidOperationException", "No data exists for the row/column.", 10, [10]) { Advice = "Line 10: the reader stands on no row. Call `reader.Read()` first." }, Timeline(4)),
        Check("fills-only-once", "reads the database once, whatever comes", 2),
    ]) with
    { Output = "looking for 7\nfound nothing\n" };

    public static RunReport Infrastructure() => Of(new Verdict.InfrastructureError("redis-server is not installed.", "apt-get install redis-server"), [])
        with
    { Max = 6 };

    public static RunReport OfHostile() => Of(new Verdict.Failed(),
    [
        new CheckResult("hostile", Hostile, 1, new CheckStatus.Failed(Hostile, Hostile, Hostile), TimeSpan.FromMilliseconds(3),
            [new TimelineEvent(0, 0, "redis", "GET", Hostile, 1, true, Host: 1)], Hostile) { Rule = new BrokenRule("hostile", Hostile) },
    ]) with
    { Output = Hostile, Diagnostics = [new SnippetDiagnostic(1, 1, 1, 2, "CS1", false, Hostile, Hostile)] };

    /// <summary>One of every outcome that a check can have.</summary>
    public static RunReport OfEveryStatus() => Of(new Verdict.InfrastructureError("The judge ended.", "Try again."),
    [
        Check("a", "passes", 1),
        Check("b", "fails", 1, new CheckStatus.Failed("No.", null, null)),
        Check("c", "throws", 1, new CheckStatus.RuntimeError("Exception", "", null, [])),
        Check("d", "takes too long", 1, new CheckStatus.TimeLimit(TimeSpan.FromSeconds(5), "GetProduct")),
        Check("e", "takes too much", 1, new CheckStatus.MemoryLimit(256 << 20)),
        Check("f", "says too much", 1, new CheckStatus.OutputLimit(65536)),
        Check("g", "asks too much", 1, new CheckStatus.Denied("docker", "POST /containers/create", "Bind mounts are not allowed.")),
        Check("h", "never ran", 1, new CheckStatus.NotRun("b")),
        Check("i", "broke", 1, new CheckStatus.InfrastructureError("redis went away", 12)),
    ]);

    public static RunReport Of(Verdict verdict, IReadOnlyList<CheckResult> checks) => new(
        "caching/cache-aside", 3, verdict, checks.Sum(check => check.Max), 42,
        [new LayerState("cgroup", "active", null, null), new LayerState("seccomp", "missing", "libseccomp was not found", "apt-get install libseccomp2")],
        TimeSpan.FromMilliseconds(310), [new StageTime("compile", TimeSpan.FromMilliseconds(90)), new StageTime("checks", TimeSpan.FromMilliseconds(200))],
        new ResourceUsage(TimeSpan.FromMilliseconds(410), 47 << 20, 12), [], "", checks);

    public static CheckResult Check(string id, string title, int max, CheckStatus? status = null, IReadOnlyList<TimelineEvent>? timeline = null) =>
        new(id, title, max, status ?? new CheckStatus.Passed(), TimeSpan.FromMilliseconds(80), timeline ?? [], null);

    private static List<TimelineEvent> Timeline(int count) =>
    [
        new(0, 9_000, "code", "GetProduct", "(7) → Product { Id = 7, Name = tea, Price = 4.20 }"),
        .. Enumerable.Range(1, count - 2).Select(n => new TimelineEvent(400 + (1_000 * n), 200, n % 2 == 1 ? "redis" : "sqlite",
            n % 2 == 1 ? "GET" : "select", n % 2 == 1 ? "product:7 → nothing" : "id, name, price from product where id = $id → 1 row", n % 2 == 1 ? 3 : 8, Host: 1)),
        new(30_200, 0, "judge", "changed", "product 7: price 4.20 → 5.20"),
    ];
}
