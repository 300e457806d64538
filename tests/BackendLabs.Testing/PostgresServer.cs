using System.Diagnostics;

namespace BackendLabs.Testing;

/// <summary>A PostgreSQL of our own: a fresh folder, a unix socket, no network; ended with the tests.</summary>
internal sealed class PostgresServer : IAsyncDisposable
{
    // Nobody reads what it says unless it does not start, and a full pipe would stop it.
    private static readonly string[] Quiet = ["-c", "log_min_messages=fatal", "-c", "log_min_error_statement=panic", "-c", "log_checkpoints=off"];

    private readonly string _folder;
    private readonly string _programs;
    private Process? _server;
    private int _databases;

    private PostgresServer(string folder, string programs)
    {
        _folder = folder;
        _programs = programs;
    }

    /// <summary>Starts one, or skips the test (where <c>CI=true</c>: fails it) and says how to get it.</summary>
    public static async Task<PostgresServer> StartAsync()
    {
        var programs = Directory.Exists("/usr/lib/postgresql")
            ? Directory.EnumerateDirectories("/usr/lib/postgresql").Select(version => Path.Combine(version, "bin")).Where(bin => File.Exists(Path.Combine(bin, "postgres"))).Order(StringComparer.Ordinal).LastOrDefault()
            : null;
        if (programs is null)
            Needs.Missing("PostgreSQL is not installed: apt-get install postgresql");
        var server = new PostgresServer(Directory.CreateTempSubdirectory("lab-pg-").FullName, programs!);
        await server.BeginAsync();
        return server;
    }

    /// <summary>A connection string of a new, empty database.</summary>
    public async Task<string> NewDatabaseAsync()
    {
        var name = $"labs{++_databases}";
        await RunAsync("createdb", "-h", _folder, "-U", "postgres", name);
        return $"Host={_folder};Username=postgres;Database={name}";
    }

    /// <summary>Ends it as a crash does, and starts it again on the same data.</summary>
    public async Task CrashAsync()
    {
        await StopAsync();
        await StartAgainAsync();
    }

    /// <summary>Ends it as a crash does.</summary>
    public async Task StopAsync()
    {
        await RunAsync("pg_ctl", "stop", "-m", "immediate", "-w", "-D", Data);
        await _server!.WaitForExitAsync();
    }

    /// <summary>Starts it on the data of the one that was stopped.</summary>
    public Task StartAgainAsync() => ServeAsync();

    public async ValueTask DisposeAsync()
    {
        if (_server is { HasExited: false })
            await RunAsync("pg_ctl", "stop", "-m", "immediate", "-w", "-D", Data);
        _server?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private string Data => Path.Combine(_folder, "data");

    private async Task BeginAsync()
    {
        // It refuses to run as root: Debian's package brings an account.
        if (Environment.IsPrivilegedProcess)
            await EndAsync(Start("chown", ["postgres", _folder], asPostgres: false));
        await RunAsync("initdb", "-D", Data, "-U", "postgres", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync", "--no-instructions");
        await ServeAsync();
    }

    private async Task ServeAsync()
    {
        _server = Start(
            Path.Combine(_programs, "postgres"),
            ["-D", Data, "-k", _folder, "-c", "listen_addresses=", "-c", "shared_buffers=16MB", "-c", "fsync=off", .. Quiet], asPostgres: true);
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        for (var tries = 0; tries < 400; tries++)
        {
            using var ready = Start(Path.Combine(_programs, "pg_isready"), ["-q", "-h", _folder], asPostgres: true);
            await ready.WaitForExitAsync();
            if (ready.ExitCode == 0)
                return;
            await look.WaitForNextTickAsync();
        }

        throw new InvalidOperationException("PostgreSQL did not start: " + await _server.StandardError.ReadToEndAsync());
    }

    private async Task RunAsync(string program, params string[] arguments) => await EndAsync(Start(Path.Combine(_programs, program), arguments, asPostgres: true));

    private static async Task EndAsync(Process process)
    {
        using (process)
        {
            // pg_ctl's streams stay open in what it starts, so only the end is waited for.
            await process.WaitForExitAsync();
            if (process.ExitCode != 0)
                throw new InvalidOperationException($"{process.StartInfo.FileName} ended with {process.ExitCode}: {await process.StandardError.ReadToEndAsync()}");
        }
    }

    private static Process Start(string program, IReadOnlyList<string> arguments, bool asPostgres)
    {
        var start = new ProcessStartInfo { RedirectStandardError = true, RedirectStandardOutput = true, UseShellExecute = false, WorkingDirectory = "/" };
        string[] words = asPostgres && Environment.IsPrivilegedProcess
            ? ["setpriv", "--reuid", "postgres", "--regid", "postgres", "--clear-groups", program, .. arguments]
            : [program, .. arguments];
        start.FileName = words[0];
        foreach (var word in words[1..])
            start.ArgumentList.Add(word);
        start.Environment["LC_ALL"] = "C";
        return Process.Start(start)!;
    }
}
