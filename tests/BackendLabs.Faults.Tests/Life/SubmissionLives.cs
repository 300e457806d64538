using System.Globalization;
using System.Security.Cryptography;
using BackendLabs.Testing;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;

namespace BackendLabs.Faults.Tests.Life;

/// <summary>The life of submissions in any order of events, against a model of it.</summary>
[TestFixture("sqlite", 200)]
[TestFixture("postgres", 40)]
internal sealed class SubmissionLives(string kind, int histories)
{
    private const int FullTimes = 20;

    private DirectoryInfo _folder = null!;
    private PostgresServer? _server;
    private string _address = "";

    [OneTimeSetUp]
    public async Task BeginAsync()
    {
        // Histories commit some ten thousand times. A power cut is not among their steps, so memory serves as a disk.
        _folder = Directory.CreateDirectory(Path.Combine(Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath(), $"lab-lives-{Environment.ProcessId}-{kind}"));
        if (kind == "postgres")
            _server = await PostgresServer.StartAsync();
        _address = _server is null ? Path.Combine(_folder.FullName, "labs.db") : await _server.NewDatabaseAsync();
    }

    [OneTimeTearDown]
    public async Task EndAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
        _folder?.Delete(recursive: true);
    }

    [Test]
    public void Whatever_happens_each_accepted_submission_has_one_verdict_at_most_and_none_is_lost()
    {
        var seed = Environment.GetEnvironmentVariable("BACKENDLABS_SEED") is { Length: > 0 } given
            ? ulong.Parse(given, CultureInfo.InvariantCulture)
            : (ulong)RandomNumberGenerator.GetInt32(int.MaxValue);
        TestContext.Out.WriteLine($"{kind}: BACKENDLABS_SEED={seed}");
        var config = Config.QuickThrowOnFailure
            .WithMaxTest(Needs.Full ? histories * FullTimes : histories)
            .WithReplay(FSharpOption<Replay>.Some(new Replay(new Rnd(seed), FSharpOption<int>.None)));

        Prop.ForAll(History.Any, history => LifeRun.FollowAsync(_address, history)).Check(config);
    }
}
