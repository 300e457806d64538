using BackendLabs.Cli.Grading;
using BackendLabs.Store;

namespace BackendLabs.Cli.Tests.Grading;

internal sealed class HealthTests
{
    private TestCommandContext _desk = null!;
    private string _beat = null!;

    [SetUp]
    public void Begin()
    {
        _desk = new TestCommandContext(withLab: false);
        var runtime = Directory.CreateDirectory(Path.Combine(_desk.Folder, "run")).FullName;
        _desk["XDG_RUNTIME_DIR"] = runtime;
        _beat = Path.Combine(runtime, "backendlabs", "grader.beat");
    }

    [TearDown]
    public void End() => _desk.Dispose();

    [Test]
    public void Where_no_grader_runs_there_is_no_health()
    {
        Assert.That(_desk.Run("grader", "--health"), Is.EqualTo(ExitCode.Infrastructure));
        Assert.That(_desk.Error, Does.Contain("No grader of this account runs."));
    }

    [Test]
    public async Task A_grader_that_reaches_its_store_is_healthy_until_it_ends()
    {
        await using var store = await LabStore.OpenAsync(Path.Combine(_desk.Folder, "store.db"), TimeProvider.System, CancellationToken.None);
        using var stop = new CancellationTokenSource();
        using var context = _desk.CommandContext();
        var beating = Heartbeat.Of(context).RunAsync(store, stop.Token);
        await WrittenAsync();

        Assert.That(_desk.Run("grader", "--health"), Is.Zero, _desk.Error);
        Assert.That(_desk.Output, Does.Contain("A grader reached its store"));

        await stop.CancelAsync();
        await beating;
        Assert.That(_desk.Run("grader", "--health"), Is.EqualTo(ExitCode.Infrastructure));
    }

    [Test]
    public void A_grader_that_has_not_reached_its_store_for_half_a_minute_is_not_healthy()
    {
        _desk.Run("grader", "--health");
        File.WriteAllText(_beat, "");
        File.SetLastWriteTimeUtc(_beat, TimeProvider.System.GetUtcNow().UtcDateTime - Heartbeat.Fresh - TimeSpan.FromSeconds(5));

        Assert.That(_desk.Run("grader", "--health"), Is.EqualTo(ExitCode.Infrastructure));
        Assert.That(_desk.Error, Does.Match("last reached its store 3[5-9] s ago"));
    }

    private async Task WrittenAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!File.Exists(_beat))
            await look.WaitForNextTickAsync(limit.Token);
    }
}
