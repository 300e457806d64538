using System.Diagnostics;
using BackendLabs.Cli.Screens;
using BackendLabs.Labs.Files;

namespace BackendLabs.Cli.Machine;

/// <summary>Installs Debian's packages, and leaves no service of theirs running that was not asked for.</summary>
internal sealed class SetupInstall(CommandContext context, SetupElevation elevation)
{
    // policy-rc.d (Debian's invoke-rc.d and deb-systemd-invoke) keeps packages from starting their services; where an
    // administrator has one, it stays. $1 names what systemd would start at the next boot and no lab uses.
    private const string Script = """
        export DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8
        policy=/usr/sbin/policy-rc.d
        if [ ! -e "$policy" ]; then
          trap 'rm -f "$policy"' EXIT
          printf '#!/bin/sh\nexit 101\n' >"$policy" && chmod 755 "$policy"
        fi
        units=$1
        shift
        (apt-get -q update && apt-get -q -y --no-install-recommends install "$@") </dev/null &
        work=$!
        trap 'kill -TERM $work 2>/dev/null; wait $work; exit 130' INT TERM HUP
        wait $work
        result=$?
        if [ -n "$units" ] && [ -d /run/systemd/system ]; then systemctl disable $units >/dev/null 2>&1; fi
        exit $result
        """;

    /// <returns>Whether all of it is there now; where not, it was said why.</returns>
    public async Task<bool> RunAsync(IReadOnlyList<SetupNeed> needs, CancellationToken cancellationToken)
    {
        var log = Path.Combine(Path.GetTempPath(), $"lab-install-{Guid.NewGuid():N}.log");
        var packages = needs.Select(need => need.Package).ToList();
        // Of what is new here only: where a unit was before, somebody may use it.
        var units = string.Join(' ', needs.Select(need => need.UnusedUnit).OfType<string>());
        var names = string.Join(", ", needs.Select(need => need.Name));
        var code = await Busy.WhileAsync(context.Screen, context.Time, $"Installing {names}", say => InstallAsync(packages, units, log, say, cancellationToken));
        if (code == 0 && !needs.Any(need => need.IsMissing))
        {
            File.Delete(log);
            return true;
        }

        context.Screen.Note($"! {names} could not be installed. All that apt-get said: {log}");
        foreach (var line in File.ReadLines(log).Where(line => line.StartsWith("E:", StringComparison.Ordinal)).Distinct().Take(5))
            context.Screen.Note($"    {line}");
        return false;
    }

    private async Task<int> InstallAsync(List<string> packages, string units, string log, Action<string> say, CancellationToken cancellationToken)
    {
        await using var writer = new StreamWriter(PrivateFile.Open(log, FileMode.CreateNew, FileAccess.Write, FileShare.Read)) { AutoFlush = true };
        using var process = Process.Start(elevation.Start(["sh", "-c", Script, "lab-install", units, .. packages]))
            ?? throw new BrokenException("The installation could not be started.");
        process.StandardInput.Close();
        await using var cancelled = cancellationToken.Register(() => Signal.Terminate(process));
        var turn = new SemaphoreSlim(1, 1);
        await Task.WhenAll(CopyAsync(process.StandardOutput), CopyAsync(process.StandardError));
        await process.WaitForExitAsync(CancellationToken.None);
        cancellationToken.ThrowIfCancellationRequested();
        return process.ExitCode;

        async Task CopyAsync(StreamReader reader)
        {
            while (await reader.ReadLineAsync(CancellationToken.None) is { } line)
            {
                await turn.WaitAsync(CancellationToken.None);
                await writer.WriteLineAsync(line);
                turn.Release();
                if (line.StartsWith("Get:", StringComparison.Ordinal) || line.StartsWith("Unpacking", StringComparison.Ordinal) || line.StartsWith("Setting up", StringComparison.Ordinal))
                    say(line);
            }
        }
    }
}
