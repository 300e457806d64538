using BackendLabs.Grader.Tests.Containers;
using BackendLabs.Labs;
using BackendLabs.Testing;

namespace BackendLabs.Integration.Tests.Outcomes;

/// <summary>What a gate refuses is named as that, whatever the code makes of the refusal.</summary>
internal sealed class WhatIsDenied : LiveRunner
{
    private static readonly Lab Redis = new SmallLab
    {
        Services = "{ cache: redis }",
        Entries = ["string Ask(IDatabase cache)"],
        Checks = """
            Check("answers", points: 1, "says yes", async () =>
                Expect(await Snippet.CallAsync<string>("Ask"), Is.EqualTo("yes"), "The answer."));
            """,
        Starter = "string Ask(IDatabase cache) => \"\";",
        Reference = "string Ask(IDatabase cache) { cache.StringSet(\"a\", \"yes\"); return cache.StringGet(\"a\")!; }",
    }.Read();

    private static readonly Lab Docker = new SmallLab
    {
        Services = "{ docker: docker }",
        Entries = ["Task<string> Ask(DockerClient docker)"],
        Limits = "{ wall: 20s, memory: 256MB, output: 16KB }",
        Checks = """
            Check("answers", points: 1, "says yes", async () =>
                Expect(await Snippet.CallAsync<string>("Ask"), Is.EqualTo("yes"), "The answer."));
            """,
        Starter = "Task<string> Ask(DockerClient docker) => Task.FromResult(\"\");",
        Reference = "async Task<string> Ask(DockerClient docker) { await docker.System.PingAsync(); return \"yes\"; }",
    }.Read();

    [Test]
    public async Task A_command_that_administers_Redis_is_denied()
    {
        Needs.Program("redis-server", "redis-server");

        var report = await RunAsync(Redis, "string Ask(IDatabase cache) => cache.Execute(\"CONFIG\", \"SET\", \"maxmemory\", \"0\").ToString()!;");

        Assert.That(report.Verdict, Is.TypeOf<Verdict.Denied>(), () => Words.Of(report));
        Assert.That(((Verdict.Denied)report.Verdict).Operation, Does.Contain("CONFIG"));
        Assert.That(report.Score, Is.Zero);
        await AssertServesAsync(Redis);
    }

    [Test]
    public async Task A_privileged_container_is_denied_and_nothing_of_it_is_left()
    {
        await LiveGate.EngineAsync();

        var report = await RunAsync(Docker, """
            async Task<string> Ask(DockerClient docker)
            {
                await docker.Containers.CreateContainerAsync(new CreateContainerParameters
                {
                    Image = "backendlabs/base",
                    Cmd = ["id"],
                    HostConfig = new HostConfig { Privileged = true },
                });
                return "yes";
            }
            """);

        Assert.That(report.Verdict, Is.TypeOf<Verdict.Denied>(), () => Words.Of(report));
        Assert.That(((Verdict.Denied)report.Verdict).Reason, Does.Contain("rivileged"));
        Assert.That(report.Score, Is.Zero);
        await AssertServesAsync(Docker);
    }
}
