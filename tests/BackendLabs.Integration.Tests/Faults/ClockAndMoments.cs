using BackendLabs.Labs;
using BackendLabs.Testing;

namespace BackendLabs.Integration.Tests.Faults;

/// <summary>Expiries given as moments, on a live server whose keys a check ages.</summary>
internal sealed class ClockAndMoments : LiveRunner
{
    private const string Checks = """
        Check("ends", points: 1, "ends half an hour after it was written", async () =>
        {
            for (var round = 1; round <= 2; round++)
            {
                await Clock.AdvanceAsync(TimeSpan.FromMinutes(20.5));
                await Snippet.CallAsync("Keep");
                Expect((await Cache.TtlAsync("key"))!.Value.TotalMinutes, Is.InRange(29, 30.1), "What is left of half an hour.");
                Expect(await Snippet.CallAsync<double>("Left"), Is.InRange(29, 30.1), "What the snippet reads.");
            }

            await Clock.AdvanceAsync(TimeSpan.FromMinutes(28));
            Expect(await Cache.ExistsAsync("key"), "Two minutes before its end.");
            await Clock.AdvanceAsync(TimeSpan.FromMinutes(3));
            Expect(!await Cache.ExistsAsync("key"), "After its end.");
        });
        """;

    private static readonly string[] Ways =
    [
        "cache.StringSet(\"key\", \"1\"); cache.KeyExpire(\"key\", end);",
        "cache.StringSet(\"key\", \"1\", new Expiration(end));",
        "cache.StringSet(\"key\", \"1\"); cache.StringGetSetExpiry(\"key\", end);",
        "cache.StringSet(\"key\", \"1\"); cache.Execute(\"expireat\", \"key\", new DateTimeOffset(end).ToUnixTimeSeconds() + 1);",
        "cache.StringSet(\"key\", \"1\"); cache.Execute(\"PEXPIREAT\", \"key\", new DateTimeOffset(end).ToUnixTimeMilliseconds(), \"NX\");",
        "cache.Execute(\"SET\", \"key\", \"1\", \"exat\", new DateTimeOffset(end).ToUnixTimeSeconds() + 1);",
        "var both = cache.CreateTransaction(); _ = both.StringSetAsync(\"key\", \"1\"); _ = both.KeyExpireAsync(\"key\", end); both.Execute();",
    ];

    [TestCaseSource(nameof(Ways))]
    public Task A_moment_of_the_clock_that_is_given_ends_on_time(string keep) => PassesAsync(keep, "clock.GetUtcNow().UtcDateTime");

    [TestCaseSource(nameof(Ways))]
    public Task A_moment_of_the_machines_clock_ends_on_time(string keep) => PassesAsync(keep, "DateTime.UtcNow");

    [Test]
    public Task A_moment_of_the_machines_provider_ends_on_time() => PassesAsync(Ways[0], "TimeProvider.System.GetUtcNow().UtcDateTime");

    private async Task PassesAsync(string keep, string now)
    {
        Needs.Program("redis-server", "redis-server");
        var reference = $$"""
            void Keep(IDatabase cache, TimeProvider clock)
            {
                var end = {{now}}.AddMinutes(30);
                {{keep}}
            }

            double Left(IDatabase cache, TimeProvider clock) => (cache.KeyExpireTime("key")!.Value.ToUniversalTime() - {{now}}).TotalMinutes;
            """;
        var lab = new SmallLab
        {
            Checks = Checks,
            Entries = ["void Keep(IDatabase cache, TimeProvider clock)", "double Left(IDatabase cache, TimeProvider clock)"],
            Reference = reference,
            Starter = reference,
            Services = "{ cache: redis }",
            Limits = "{ wall: 10s, memory: 256MB, output: 16KB }",
        }.Read();
        var report = await RunAsync(lab, reference);
        Assert.That(report.Verdict, Is.TypeOf<Verdict.Passed>(), () => Words.Of(report));
    }
}
