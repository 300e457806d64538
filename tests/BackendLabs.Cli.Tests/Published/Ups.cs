using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using BackendLabs.Cli.Machine;
using BackendLabs.Labs;
using BackendLabs.Store;

namespace BackendLabs.Cli.Tests.Published;

/// <summary>The published <c>lab up</c>: pages and grader in processes of their own, and nothing left of them however it ends.</summary>
[NonParallelizable]
internal sealed class Ups
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly List<Process> _started = [];
    private readonly HttpClient _client = new();
    private PublishedLab _lab = null!;
    private int _port;

    [SetUp]
    public void Begin()
    {
        _lab = new PublishedLab();
        _port = FreePort();
    }

    [TearDown]
    public async Task End()
    {
        foreach (var process in _started.Where(process => !process.HasExited))
        {
            var beneath = Processes.Of(process.Id);
            process.Kill();
            await process.WaitForExitAsync();
            await Processes.LeftAsync(beneath, Patience);
        }

        _started.Clear();
        _lab.Dispose();
    }

    [OneTimeTearDown]
    public void CloseClient() => _client.Dispose();

    [Test]
    public async Task It_grades_what_is_handed_in_and_Ctrl_C_leaves_nothing()
    {
        var up = await StartAsync();
        var companions = Processes.Of(up.Id);
        Assert.That(await _client.GetStringAsync($"{Address}/health"), Does.Contain("\"ok\""));
        Assert.That(await GradeAsync(), Is.EqualTo("passed"));

        var second = await _lab.RunAsync("up", "--no-install", "--port", $"{FreePort()}");
        Assert.That((second.ExitCode, second.Output.Trim()), Is.EqualTo((ExitCode.Done, $"BackendLabs runs already, at {Address}.")), second.Error);

        await PublishedLab.InterruptAsync(up);
        await up.WaitForExitAsync().WaitAsync(Patience);
        Assert.That(up.ExitCode, Is.EqualTo(ExitCode.Done));
        Assert.That(companions, Has.Count.GreaterThanOrEqualTo(2));
        Assert.That(await Processes.LeftAsync(companions, TimeSpan.FromSeconds(2)), Is.Empty);
    }

    [Test]
    public async Task Killed_it_leaves_nothing_and_the_next_takes_its_place()
    {
        var up = await StartAsync();
        var companions = Processes.Of(up.Id);
        up.Kill();
        await up.WaitForExitAsync();
        Assert.That(await Processes.LeftAsync(companions, TimeSpan.FromSeconds(30)), Is.Empty);

        await StartAsync();
        Assert.That(await _client.GetStringAsync($"{Address}/health"), Does.Contain("\"ok\""));
    }

    [Test]
    public async Task What_dies_of_it_is_started_again_and_told()
    {
        var up = await StartAsync();
        var said = UntilAsync(up.StandardError, "The web pages: running again");
        foreach (var program in new[] { "lab.dll grader", "BackendLabs.Web" })
            await Processes.SignalAsync(Processes.Find(up.Id, program), "KILL");

        Assert.That(await said, Has.Some.Contains("! The web pages ended (exit code 137)").And.Some.Contains("! The grader ended (exit code 137)"));
        Assert.That(await GradeAsync(), Is.EqualTo("passed"));
    }

    [Test]
    public async Task A_port_that_another_program_has_is_named_with_what_to_do()
    {
        using var other = new TcpListener(IPAddress.Loopback, _port);
        other.Start();

        foreach (var command in new[] { "up", "serve" })
        {
            var answer = await _lab.RunAsync(command == "up" ? ["up", "--no-install", "--port", $"{_port}"] : ["serve", "--port", $"{_port}"]);

            Assert.That(answer.ExitCode, Is.EqualTo(ExitCode.Usage), answer.Error);
            Assert.That(answer.Error, Does.Contain($"Port {_port} is taken by another program").And.Contain($"lab {command} --port {_port + 1}"));
        }
    }

    [Test]
    public async Task Served_where_others_can_reach_it_warns_and_a_termination_ends_it()
    {
        var serve = Start("serve", "--listen", "0.0.0.0", "--port", $"{_port}");
        var warned = await UntilAsync(serve.StandardError, "no TLS");
        Assert.That(warned, Has.Some.Contains("OTHERS CAN REACH THIS"));
        await UntilAsync(serve.StandardOutput, "http://");
        var beneath = Processes.Of(serve.Id);
        await Processes.SignalAsync(serve.Id, "TERM");
        await serve.WaitForExitAsync().WaitAsync(Patience);

        Assert.That(serve.ExitCode, Is.EqualTo(ExitCode.Done));
        Assert.That(await Processes.LeftAsync(beneath, TimeSpan.FromSeconds(2)), Is.Empty);
    }

    [Test]
    public async Task The_browser_of_this_account_is_the_person_of_the_terminal_and_another_account_is_not()
    {
        await _lab.RunAsync("start", "first-pass");
        var failed = await _lab.RunAsync("check");
        Assert.That(failed.ExitCode, Is.EqualTo(ExitCode.NotPassed), failed.Output + failed.Error);
        await StartAsync();

        var attempts = await _client.GetStringAsync($"{Address}/api/labs/start/first-pass/attempts");
        Assert.That(System.Text.Json.JsonDocument.Parse(attempts).RootElement.GetArrayLength(), Is.EqualTo(1), "no cookie and no link was needed");

        File.Copy(Path.Combine(_lab.Labs, "start/first-pass/solutions/reference.csx"), Path.Combine(_lab.Home, "backendlabs/start/first-pass/answer.csx"), overwrite: true);
        var passed = await _lab.RunAsync("check");
        Assert.That((passed.ExitCode, passed.Error), Is.EqualTo((ExitCode.Done, "")));
        Assert.That(await _client.GetStringAsync($"{Address}/work"), Does.Contain("1 of "), "while it runs too");
        Assert.That(await _client.GetStringAsync($"{Address}/api/labs/start/first-pass/draft"), Does.Contain("Hello, "), "the answer's file is the draft");

        if (!Environment.IsPrivilegedProcess)
            Assert.Ignore("Only root can ask as another account.");
        var other = await Tool.RunAsync("setpriv", ["--reuid", "65534", "--regid", "65534", "--clear-groups", "curl", "-s", "-o", "/dev/null", "-w", "%{http_code}", $"{Address}/api/labs/start/first-pass/attempts"], "/", CancellationToken.None);
        Assert.That((other.ExitCode, other.Output), Is.EqualTo((0, "401")), other.Error);
    }

    private string Address => $"http://127.0.0.1:{_port}";

    private async Task<Process> StartAsync()
    {
        var up = Start("up", "--no-install", "--port", $"{_port}");
        await UntilAsync(up.StandardOutput, $"BackendLabs is at {Address}");
        return up;
    }

    private Process Start(params string[] arguments)
    {
        var process = _lab.Start(arguments);
        _started.Add(process);
        return process;
    }

    private async Task<string> GradeAsync()
    {
        await using var store = await LabStore.OpenAsync(Path.Combine(_lab.Home, ".local", "share", "backendlabs", "store.db"), TimeProvider.System, CancellationToken.None);
        var lab = ((LabReading.Good)LabReader.Read(_lab.Labs, "start/first-pass")).Lab;
        await store.People.EnsureAsync("ada", "Ada", CancellationToken.None);
        var accepted = (Acceptance.Accepted)await store.Queue.AcceptAsync(new NewAttempt("ada", lab.Id, lab.Digest, lab.Solutions[0].Text, Seed: 3), CancellationToken.None);
        using var limit = new CancellationTokenSource(Patience);
        await foreach (var one in store.Events.FollowAsync(accepted.Attempt, 0, limit.Token))
            TestContext.Out.WriteLine(one.Kind);
        return ((AttemptEnd.Judged)(await store.Attempts.FindAsync(accepted.Attempt, CancellationToken.None))!.End!).Verdict;
    }

    private static async Task<List<string>> UntilAsync(StreamReader reader, string words)
    {
        var lines = new List<string>();
        using var limit = new CancellationTokenSource(Patience);
        while (await reader.ReadLineAsync(limit.Token) is { } line)
        {
            lines.Add(line);
            if (line.Contains(words, StringComparison.Ordinal))
                return lines;
        }

        throw new AssertionException($"It ended without \"{words}\":\n{string.Join('\n', lines)}");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
