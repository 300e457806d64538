using System.Diagnostics;
using System.Net.Sockets;
using System.Text;

namespace BackendLabs.Cli.Machine;

/// <summary>A Docker engine started for a while: systemd's where it runs, else a daemon with folders and a socket of its own.</summary>
internal sealed class SetupEngine : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(20);

    // The daemon ends when standard input does, so that it never outlives this process, however that ends;
    // in a session of its own, so that Ctrl+C does not take it from the labs that are cleaning up.
    private const string Daemon = """
        dir=$(mktemp -d /tmp/lab-engine.XXXXXX) || exit 1
        chmod 711 "$dir"
        PATH=$PATH:/usr/sbin:/sbin
        setsid dockerd --data-root "$dir/data" --exec-root "$dir/run" --pidfile "$dir/pid" --host "unix://$dir/docker.sock" --group "$1" >"$dir/log" 2>&1 &
        daemon=$!
        trap '' INT TERM HUP
        echo "$dir"
        while kill -0 $daemon 2>/dev/null && ! [ -S "$dir/docker.sock" ]; do sleep 0.1; done
        kill -0 $daemon 2>/dev/null || { tail -n 3 "$dir/log" >&2; rm -rf "$dir"; exit 1; }
        echo ready
        read -r _
        kill -TERM $daemon; wait $daemon
        rm -rf "$dir"
        """;

    private readonly Func<ValueTask> _stop;

    private SetupEngine(Func<ValueTask> stop) => _stop = stop;

    /// <returns>Null where it could not be started; why is said through <paramref name="warn"/>.</returns>
    public static Task<SetupEngine?> StartAsync(SetupElevation elevation, Action<string> warn, CancellationToken cancellationToken) =>
        Directory.Exists("/run/systemd/system")
            ? StartUnitAsync(elevation, warn, cancellationToken)
            : StartDaemonAsync(elevation, warn, cancellationToken);

    public ValueTask DisposeAsync() => _stop();

    private static async Task<SetupEngine?> StartUnitAsync(SetupElevation elevation, Action<string> warn, CancellationToken cancellationToken)
    {
        var started = await RunAsync(elevation, cancellationToken, "systemctl", "start", "docker");
        if (started.ExitCode == 0)
            return new SetupEngine(async () => await RunAsync(elevation, CancellationToken.None, "systemctl", "stop", "docker.service", "docker.socket"));
        warn($"The Docker engine could not be started: {started.Error.Trim()}");
        return null;
    }

    private static async Task<SetupEngine?> StartDaemonAsync(SetupElevation elevation, Action<string> warn, CancellationToken cancellationToken)
    {
        var group = (await Tool.RunAsync("id", ["-g"], null, cancellationToken)).Output.Trim();
        var process = Process.Start(elevation.Start("sh", "-c", Daemon, "lab-engine", group))
            ?? throw new BrokenException("The Docker engine could not be started.");
        var engine = new SetupEngine(() => StopAsync(process));
        try
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            patience.CancelAfter(StartLimit);
            var folder = await process.StandardOutput.ReadLineAsync(patience.Token);
            if (folder is not null && await process.StandardOutput.ReadLineAsync(patience.Token) == "ready" && await AnswersAsync($"{folder}/docker.sock", patience.Token))
            {
                Environment.SetEnvironmentVariable("DOCKER_HOST", $"unix://{folder}/docker.sock");
                return engine;
            }

            warn($"The Docker engine could not be started: {LastLine(await process.StandardError.ReadToEndAsync(patience.Token))}");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            warn($"The Docker engine did not answer within {StartLimit.TotalSeconds:0} seconds.");
        }
        catch
        {
            await engine.DisposeAsync();
            throw;
        }

        await engine.DisposeAsync();
        return null;
    }

    private static async ValueTask StopAsync(Process process)
    {
        process.StandardInput.Close();
        using var limit = new CancellationTokenSource(StopLimit);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
        }

        Environment.SetEnvironmentVariable("DOCKER_HOST", null);
        process.Dispose();
    }

    // The socket is there before the engine answers: GET /_ping says when it does.
    private static async Task<bool> AnswersAsync(string path, CancellationToken cancellationToken)
    {
        while (true)
        {
            using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            try
            {
                await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellationToken);
                await socket.SendAsync(Encoding.ASCII.GetBytes("GET /_ping HTTP/1.0\r\nHost: docker\r\n\r\n"), cancellationToken);
                var answer = new byte[64];
                var length = await socket.ReceiveAsync(answer, cancellationToken);
                if (Encoding.ASCII.GetString(answer, 0, length).Contains(" 200 ", StringComparison.Ordinal))
                    return true;
            }
            catch (SocketException)
            {
                // Not yet.
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), cancellationToken);
        }
    }

    private static async Task<ToolAnswer> RunAsync(SetupElevation elevation, CancellationToken cancellationToken, params string[] command)
    {
        string[] whole = [.. elevation.Prefix, .. command];
        return await Tool.RunAsync(whole[0], whole[1..], null, cancellationToken);
    }

    private static string LastLine(string text) => text.TrimEnd().Split('\n')[^1];
}
