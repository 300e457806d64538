using BackendLabs.Grader.Services.Redis;
using BackendLabs.Labs;

namespace BackendLabs.Grader.Tests.Judging;

/// <summary>A <c>redis-server</c> that says of itself that it is too old. Nothing but its version is ever asked for.</summary>
internal sealed class OldRedisServers
{
    private string _folder = "";

    [SetUp]
    public void MakeFolder()
    {
        _folder = Directory.CreateTempSubdirectory("bl-old-redis-").FullName;
        // Boxes of other accounts show the program.
        File.SetUnixFileMode(_folder, File.GetUnixFileMode(_folder) | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
    }

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [TestCase("5.0.7", true)]
    [TestCase("6.0.16", false)]
    [TestCase("7.0.15", false)]
    [TestCase("10.0.0", false)]
    public async Task A_server_older_than_6_is_named_with_what_to_do(string version, bool isOld)
    {
        var program = await RedisProgram.LookAtAsync(Server(version), CancellationToken.None);
        Assert.That(program.Version, Is.EqualTo(Version.Parse(version)));
        Assert.That(program.Problem, isOld
            ? Is.EqualTo($"{program.Path} is version 5.0.7, and labs need 6 or newer: older servers have no accounts (ACL).")
            : Is.Null);
    }

    [Test]
    public async Task A_server_that_tells_no_version_is_tried()
    {
        var program = await RedisProgram.LookAtAsync(Server("unknown"), CancellationToken.None);
        Assert.That((program.Version, program.Problem), Is.EqualTo(((Version?)null, (string?)null)));
    }

    [Test]
    public async Task A_lab_is_refused_with_the_remedy_and_without_a_stack_trace()
    {
        await using var runner = PublishedRunner.With(tools => tools with { RedisServer = Server("5.0.7") });
        var redis = (await runner.InspectServicesAsync(CancellationToken.None)).Single(service => service.Kind == "redis");
        Assert.That((redis.Available, redis.Remedy), Is.EqualTo((false, RedisProgram.Remedy)));

        var report = await runner.CheckAsync("caching/first-key", "starter.csx");
        Assert.That(report.Verdict, Is.TypeOf<Verdict.InfrastructureError>());
        var error = (Verdict.InfrastructureError)report.Verdict;
        Assert.That(error.ToString(), Does.Contain("is version 5.0.7, and labs need 6 or newer").And.Not.Contain("   at "));
    }

    private string Server(string version)
    {
        var path = Path.Combine(_folder, "redis-server-" + version);
        File.WriteAllText(path, $"#!/bin/sh\necho 'Redis server v={version} sha=00000000:0 malloc=jemalloc-5.3.0 bits=64 build=1'\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
        return path;
    }
}
