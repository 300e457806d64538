using BackendLabs.Contract;
using BackendLabs.Grader;
using BackendLabs.Labs;
using BackendLabs.Testing;

namespace BackendLabs.Integration.Tests.Endings;

/// <summary>Ctrl+C at any moment: the run ends, and when its runner is let go nothing is left.</summary>
internal sealed class Cancellation
{
    private static readonly Lab Twice = new SmallLab { Services = "{ db: sqlite }", Seed = "create table a (b);" }.Read();

    private static IEnumerable<int> Moments() => Enumerable.Range(0, Needs.Full ? 60 : 7).Select(n => Needs.Full ? n * 50 : n * 250);

    [TestCaseSource(nameof(Moments))]
    public async Task A_run_cancelled_after_milliseconds_leaves_nothing(int milliseconds)
    {
        var cache = Directory.CreateTempSubdirectory("lab-cache-");
        var runner = PublishedApp.NewRunner(cache.FullName);
        using var cancel = new CancellationTokenSource(milliseconds);
        try
        {
            await runner.RunAsync(new RunRequest(Twice, "int Twice(int number) { while (true); }", "answer.csx", new RunOptions(1)), progress: null, cancel.Token);
            Assert.Fail("The run should have been cancelled.");
        }
        catch (OperationCanceledException)
        {
            // As asked.
        }

        var traces = runner.Sandbox is null ? null : Traces.Of(runner);
        await runner.DisposeAsync();
        cache.Delete(recursive: true);
        if (traces is not null)
            Assert.That(await traces.FindAsync(), Is.Empty);
    }

    [Test]
    public async Task A_runner_serves_on_after_cancelled_runs()
    {
        var cache = Directory.CreateTempSubdirectory("lab-cache-");
        await using (var runner = PublishedApp.NewRunner(cache.FullName))
        {
            foreach (var milliseconds in new[] { 0, 400, 900 })
            {
                using var cancel = new CancellationTokenSource(milliseconds);
                Assert.That(
                    async () => await runner.RunAsync(new RunRequest(Twice, "int Twice(int number) { while (true); }", "answer.csx", new RunOptions(1)), progress: null, cancel.Token),
                    Throws.InstanceOf<OperationCanceledException>());
            }

            var report = await runner.RunAsync(new RunRequest(Twice, Twice.Solutions[0].Text, "answer.csx", new RunOptions(1)), progress: null, CancellationToken.None);
            Assert.That(report.Verdict, Is.TypeOf<Verdict.Passed>(), () => Words.Of(report));
        }

        cache.Delete(recursive: true);
    }

    [Test]
    public async Task Whoever_gives_up_while_a_lab_is_made_ready_does_not_take_it_from_another()
    {
        var cache = Directory.CreateTempSubdirectory("lab-cache-");
        await using (var runner = PublishedApp.NewRunner(cache.FullName))
        {
            // With a contract, a lab is made ready in two steps: the token of whoever asked first is cancelled between them.
            var twice = new SmallLab { Contract = "public record Price(int Id);" }.Read();
            await runner.InspectServicesAsync(CancellationToken.None);
            using var cancel = new CancellationTokenSource();
            var first = runner.RunAsync(new RunRequest(twice, twice.Solutions[0].Text, "a.csx", new RunOptions(1)), progress: null, cancel.Token);
            var second = runner.RunAsync(new RunRequest(twice, twice.Solutions[0].Text, "b.csx", new RunOptions(1)), progress: null, CancellationToken.None);
            await cancel.CancelAsync();

            Assert.That(async () => await first, Throws.InstanceOf<OperationCanceledException>());
            Assert.That((await second).Verdict, Is.TypeOf<Verdict.Passed>());
        }

        cache.Delete(recursive: true);
    }

    [Test]
    public async Task Two_runs_at_once_with_one_cancelled_leave_the_other_alone()
    {
        var cache = Directory.CreateTempSubdirectory("lab-cache-");
        await using (var runner = PublishedApp.NewRunner(cache.FullName))
        {
            using var cancel = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
            var endless = runner.RunAsync(new RunRequest(Twice, "int Twice(int number) { while (true); }", "a.csx", new RunOptions(1)), progress: null, cancel.Token);
            var right = runner.RunAsync(new RunRequest(Twice, Twice.Solutions[0].Text, "b.csx", new RunOptions(1)), progress: null, CancellationToken.None);

            Assert.That(async () => await endless, Throws.InstanceOf<OperationCanceledException>());
            Assert.That((await right).Verdict, Is.TypeOf<Verdict.Passed>());
        }

        cache.Delete(recursive: true);
    }
}
