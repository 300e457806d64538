using BackendLabs.Labs;
using BackendLabs.Testing;

namespace BackendLabs.Integration.Tests.Outcomes;

/// <summary>Scripts have the snippet's own rights and time.</summary>
internal sealed class WhatScriptsMay : LiveRunner
{
    private static readonly Lab Scripts = new SmallLab
    {
        Services = "{ cache: redis }",
        Limits = "{ wall: 2s, memory: 256MB, output: 16KB }",
        Entries = ["string Take(IDatabase cache, string key)"],
        Checks = """
            var word = "";
            Given(async seed => await Cache.SetAsync("stock", word = seed.Word()));
            Check("takes", points: 1, "takes the value and leaves none", async () =>
            {
                Expect(await Snippet.CallAsync<string>("Take", "stock"), Is.EqualTo(word), "The value.");
                Expect(await Cache.ExistsAsync("stock"), Is.False, "The key is gone.");
            });
            """,
        Starter = "string Take(IDatabase cache, string key) => \"\";",
        Reference = "string Take(IDatabase cache, string key) => (string)cache.ScriptEvaluate(\"local value = redis.call('GET', KEYS[1]) redis.call('DEL', KEYS[1]) return value\", [key])!;",
    }.Read();

    [OneTimeSetUp]
    public void Need_redis() => Needs.Program("redis-server", "redis-server");

    [TearDown]
    public Task The_next_run_passes() => AssertServesAsync(Scripts);

    [TestCase("while true do end", TestName = "A script without end is the time limit's")]
    [TestCase("while true do redis.call('GET', 'stock') end", TestName = "A script without end that works is the time limit's")]
    [TestCase("redis.call('SET', 'stock', 'x') while true do pcall(redis.call, 'INCR', 'n') end", TestName = "A script without end that cannot be killed is the time limit's")]
    public async Task Endless(string script)
    {
        var report = await RunAsync(Scripts, $"string Take(IDatabase cache, string key) => (string)cache.ScriptEvaluate(\"{script}\", [key])!;");

        Assert.That(report.Verdict, Is.TypeOf<Verdict.TimeLimit>(), () => Words.Of(report));
        Assert.That(report.Elapsed, Is.LessThan(TimeSpan.FromSeconds(15)));
    }

    [TestCase("return redis.call('CONFIG', 'SET', 'maxmemory', '0')")]
    [TestCase("return redis.call('RESTORE', 'x', 0, 'y')")]
    [TestCase("return redis.call('SELECT', 1)")]
    [TestCase("local all = {} while true do all[#all + 1] = string.rep('x', 1000000) .. #all end")]
    [TestCase("return os.execute('id')")]
    public async Task A_script_that_reaches_for_the_server_fails(string script)
    {
        var report = await RunAsync(Scripts, $"string Take(IDatabase cache, string key) => (string)cache.ScriptEvaluate(\"{script}\", [key])!;");

        TestContext.Out.WriteLine(Words.Of(report));
        Assert.That(report.Verdict, Is.TypeOf<Verdict.RuntimeError>().Or.TypeOf<Verdict.Failed>().Or.TypeOf<Verdict.TimeLimit>(), () => Words.Of(report));
    }

    [Test]
    public async Task Outside_of_scripts_the_gate_refuses_as_everywhere()
    {
        var report = await RunAsync(Scripts, "string Take(IDatabase cache, string key) { cache.Execute(\"CONFIG\", \"SET\", \"maxmemory\", \"0\"); return \"\"; }");

        Assert.That(report.Verdict, Is.TypeOf<Verdict.Denied>(), () => Words.Of(report));
    }
}
