using System.Reflection;
using System.Runtime.Loader;

namespace BackendLabs.Compiler.Tests;

public sealed class GoodSnippetTests
{
    [Test]
    public void A_snippet_of_every_service_compiles()
    {
        var reply = Bench.Snippet(WarmUpText.Snippet, ["string? Find(SqliteConnection db, IDatabase cache, int id)"]);
        Assert.That(reply.Assembly, Is.Not.Null, Bench.Text(reply));
        Assert.That(reply.Symbols, Is.Not.Empty);
    }

    [Test]
    public void A_check_script_declares_answers_and_faults_of_an_http_service()
    {
        var reply = Bench.Checks(
            """
            Given(seed => Http.Answer("GET", "/prices/7", new { price = seed.Int(1, 9) }));
            Check("asks", points: 1, "asks", async () =>
            {
                Http.Answer("POST", "/orders", request => new HttpAnswer(201, request.Json<int[]>()));
                await using (Http.FailTimes(1, 502))
                    await Snippet.CallAsync("Ask");
                Expect(Http.Requests.Count(request => request.Path == "/prices/7"), Is.EqualTo(2), "Requests.");
                Http.ClearRequests();
            });
            """,
            TestContext.CurrentContext.TestDirectory);
        Assert.That(reply.Assembly, Is.Not.Null, Bench.Text(reply));
    }

    [Test]
    public async Task An_emitted_snippet_loads_and_runs()
    {
        var reply = Bench.Snippet(
            """
            record Pair(int Left, int Right);
            int calls = 40;
            int Add(int a, int b) { calls++; return new Pair(a, b) is var (x, y) ? x + y + calls : 0; }
            """,
            ["int Add(int a, int b)"]);
        Assert.That(reply.Assembly, Is.Not.Null, Bench.Text(reply));
        var context = new AssemblyLoadContext("snippet", isCollectible: true);
        var assembly = context.LoadFromStream(new MemoryStream(reply.Assembly!), new MemoryStream(reply.Symbols!));

        var script = assembly.GetTypes().Single(type => type.GetMethod("<Factory>") is not null);
        var state = new object?[2];
        await (Task<object>)script.GetMethod("<Factory>")!.Invoke(null, [state])!;
        var add = script.GetMethod("Add", BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)!;
        Assert.That(add.Invoke(state[1], [1, 0]), Is.EqualTo(42));
        context.Unload();
    }

    [Test]
    public void A_contract_serves_a_snippet()
    {
        var contract = Bench.Contract("public record Product(int Id, string Name, decimal Price);");
        Assert.That(contract.Assembly, Is.Not.Null, Bench.Text(contract));
        var reply = Bench.Snippet(
            "async Task<Product> GetProduct(SqliteConnection db, int id) { await Task.Yield(); return new Product(id, \"a\", 1m); }",
            ["Product GetProduct(SqliteConnection db, IDatabase cache, int id)"],
            contract.Assembly);
        Assert.That(reply.Assembly, Is.Not.Null, Bench.Text(reply));
    }
}
