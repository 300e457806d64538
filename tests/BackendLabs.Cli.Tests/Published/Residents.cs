using System.Net.Sockets;
using BackendLabs.Cli.Machine;
using BackendLabs.Cli.Resident;
using BackendLabs.Labs.Files;

namespace BackendLabs.Cli.Tests.Published;

/// <summary>The grader that stays ready between the commands of one user, as those commands meet it.</summary>
[NonParallelizable]
internal sealed class Residents
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    private PublishedLab _lab = null!;

    private ResidentPlace Place => ResidentPlace.Of(_lab.Paths);

    private string Right => Path.Combine(_lab.Labs, "caching/cache-aside/solutions/reference.csx");

    [SetUp]
    public void Begin() => _lab = new PublishedLab(sharesGrader: true);

    [TearDown]
    public async Task EndAsync()
    {
        await _lab.RunAsync("stop");
        _lab.Dispose();
    }

    [Test]
    public async Task Commands_share_one_grader_and_stop_ends_it_with_all_that_it_started()
    {
        await AssertPassesAsync();
        var first = await ResidentAsync();
        await AssertPassesAsync();
        var second = await ResidentAsync();
        Assert.That((second.Process, second.Warm), Is.EqualTo((first.Process, new[] { "caching/cache-aside" })));
        Assert.That((await _lab.RunAsync("doctor")).Output, Does.Contain($"process {first.Process}, "));

        var started = Processes.Of(first.Process).Append(first.Process).ToList();
        Assert.That(started, Has.Count.GreaterThan(3));
        Assert.That((await _lab.RunAsync("stop")).ExitCode, Is.EqualTo(ExitCode.Done));
        Assert.That(await Processes.LeftAsync(started, Soon), Is.Empty);
        Assert.That((await _lab.RunAsync("stop")).Output, Does.Contain("No grader of yours stays ready"));
    }

    [Test]
    public async Task A_command_right_after_stop_has_the_next_one()
    {
        await AssertPassesAsync();
        var stopped = await ResidentAsync();
        await _lab.RunAsync("stop");
        await AssertPassesAsync();

        Assert.That((await ResidentAsync()).Process, Is.Not.EqualTo(stopped.Process));
    }

    [Test]
    public async Task A_grader_that_is_killed_in_mid_run_is_replaced_and_leaves_nothing()
    {
        await AssertPassesAsync();
        var killed = await ResidentAsync();
        var check = CheckAsync();
        while ((await ResidentAsync()).Running == 0)
            await Task.Delay(Look);
        var started = Processes.Of(killed.Process).Append(killed.Process).ToList();
        await Processes.SignalAsync(killed.Process, "KILL");

        var result = await check;
        Assert.That(result.ExitCode, Is.EqualTo(ExitCode.Done), result.Output + result.Error);
        Assert.That((await ResidentAsync()).Process, Is.Not.EqualTo(killed.Process));
        Assert.That(await Processes.LeftAsync(started, Soon), Is.Empty);
    }

    [Test]
    public async Task Twenty_right_answers_at_once_all_pass()
    {
        var results = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => CheckAsync()));

        Assert.That(results.Where(result => result.ExitCode != ExitCode.Done).Select(result => result.Output + result.Error), Is.Empty);
    }

    [Test]
    public async Task A_right_answer_passes_while_every_core_is_busy()
    {
        using var stop = new CancellationTokenSource();
        var busy = Enumerable.Range(0, 2 * Environment.ProcessorCount).Select(_ => Task.Factory.StartNew(
            () =>
            {
                while (!stop.IsCancellationRequested)
                {
                }
            },
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)).ToList();
        try
        {
            await AssertPassesAsync();
        }
        finally
        {
            await stop.CancelAsync();
            await Task.WhenAll(busy);
        }
    }

    [Test]
    public async Task Whoever_says_so_runs_alone()
    {
        var result = await _lab.RunAsync("check", "caching/cache-aside", Right, "--no-resident");

        Assert.That(result.ExitCode, Is.EqualTo(ExitCode.Done), result.Output + result.Error);
        Assert.That(File.Exists(Place.Socket), Is.False);
    }

    [Test]
    public async Task A_socket_that_nobody_listens_at_is_in_nobodys_way()
    {
        Place.Make();
        using (var left = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified))
        {
            // Whoever binds a name removes it at its end, and one that was killed does not.
            left.Bind(new UnixDomainSocketEndPoint(Place.Socket + ".bound"));
            File.Move(Place.Socket + ".bound", Place.Socket);
        }

        Assert.That(File.Exists(Place.Socket));

        await AssertPassesAsync();
        Assert.That((await ResidentAsync()).Warm, Is.Not.Empty);
    }

    [Test]
    public async Task A_folder_that_others_may_enter_is_not_trusted()
    {
        Directory.CreateDirectory(Place.Folder);
        File.SetUnixFileMode(Place.Folder, File.GetUnixFileMode(Place.Folder) | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        Assert.That(PrivateFolder.IsPrivate(Place.Folder), Is.False);

        await AssertPassesAsync();
        Assert.That(File.Exists(Place.Socket), Is.False);
    }

    private async Task AssertPassesAsync()
    {
        var result = await CheckAsync();
        Assert.That(result.ExitCode, Is.EqualTo(ExitCode.Done), result.Output + result.Error);
    }

    private Task<ToolAnswer> CheckAsync() => _lab.RunAsync("check", "caching/cache-aside", Right);

    private async Task<ResidentToCommand.State> ResidentAsync() =>
        await ResidentClient.LookAsync(Place, CancellationToken.None) ?? throw new AssertionException("No grader stays ready.");
}
