using System.Diagnostics;
using System.Text;

namespace BackendLabs.Sandbox;

/// <summary>A running process and all that hangs on it, ended together.</summary>
internal sealed class SandboxedProcess : ISandboxedProcess
{
    private const int LastWordsKept = 4_000;

    private readonly Process _process;
    private readonly Cgroup? _cgroup;
    private readonly MemoryWatch? _watch;
    private readonly DiskWatch? _disk;
    private readonly StringBuilder _words = new();
    private readonly Task<ProcessEnd> _ended;
    private bool _asked;

    private SandboxedProcess(Process process, Cgroup? cgroup, MemoryWatch? watch, SandboxSpec spec, bool isBoxed)
    {
        _process = process;
        _cgroup = cgroup;
        _watch = watch;
        _disk = spec.DiskFolder is null || !OperatingSystem.IsLinux()
            ? null
            : new DiskWatch(process.Id, new DiskUse(spec.DiskFolder, spec.Limits, spec.DiskUser, mustSee: isBoxed && !spec.MayLock, isShared: spec.MayLock), KillTree, spec.DiskLook, cgroup is null ? null : () => cgroup.Work);
        if (cgroup is { HasToBeWatched: true })
            _ = WatchPeakAsync(cgroup);
        var output = spec.SpeaksOnOutput ? Task.CompletedTask : DrainAsync(process.StandardOutput, keep: false);
        var errors = DrainAsync(process.StandardError, keep: true);
        if (!spec.SpeaksOnOutput)
            process.StandardInput.Close();
        _ended = EndAsync(Task.WhenAll(output, errors));
    }

    public int Id => _process.Id;

    public Stream Input => _process.StandardInput.BaseStream;

    public Stream Output => _process.StandardOutput.BaseStream;

    public TimeSpan Cpu => _ended.IsCompletedSuccessfully ? _ended.Result.Cpu : _cgroup?.Cpu ?? _watch!.Cpu;

    public bool WasOutOfMemory => _ended.IsCompletedSuccessfully ? _ended.Result.OutOfMemory : _cgroup?.WasOutOfMemory ?? _watch!.Exceeded;

    public string? Exceeded => _disk?.Exceeded;

    /// <summary>Completes when the process has ended and its cgroup is gone.</summary>
    public Task<ProcessEnd> Ended => _ended;

    public static async Task<SandboxedProcess> StartAsync(
        SandboxSpec spec, CommandLine commandLine, Spawner spawner, Cgroups? cgroups)
    {
        var cgroup = cgroups?.Create(spec.Name, spec.Limits);
        var words = commandLine.For(spec, cgroup?.JoinFiles ?? []);
        var start = new ProcessStartInfo(words[0], words.Skip(1))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = "/",
        };
        // Emptied before the first program starts: bubblewrap's own environment is readable as /proc/1/environ inside.
        start.Environment.Clear();
        foreach (var (name, value) in spec.Environment)
            start.Environment[name] = value;

        Process process;
        try
        {
            process = await spawner.StartAsync(start);
        }
        catch
        {
            cgroup?.Remove();
            throw;
        }

        var watch = cgroup is null ? new MemoryWatch(process, spec.Limits.MemoryBytes) : null;
        return new SandboxedProcess(process, cgroup, watch, spec, commandLine.IsBoxed);
    }

    /// <summary>
    /// Kills the whole tree: its namespace's first process takes the others with it, and the cgroup knows the rest. Only
    /// without one is the tree looked for, which takes seconds while hundreds of processes start more of themselves.
    /// </summary>
    public void Kill()
    {
        try
        {
            if (_process.HasExited)
                return;
            if (!_asked)
                _disk?.LookBeforeEnd();
            _asked = true;
            _process.Kill(entireProcessTree: _cgroup is null);
        }
        catch (InvalidOperationException)
        {
            // It has ended already.
        }
    }

    public async ValueTask DisposeAsync()
    {
        Kill();
        await _ended.WaitAsync(SandboxTimes.Kill);
        CloseStreams();
        _process.Dispose();
    }

    private void KillTree()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It has ended already.
        }
    }

    private async Task WatchPeakAsync(Cgroup cgroup)
    {
        using var timer = new PeriodicTimer(SandboxTimes.MemoryLook);
        do
            _ = cgroup.PeakBytes;
        while (await timer.WaitForNextTickAsync() && !_process.HasExited);
    }

    // Process leaves those open that were asked for; without this they would last until they are collected.
    private void CloseStreams()
    {
        try
        {
            _process.StandardInput.Close();
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException)
        {
            // What was not sent yet has nobody left to read it, or it was closed before.
        }

        _process.StandardOutput.Close();
        _process.StandardError.Close();
    }

    private async Task<ProcessEnd> EndAsync(Task drained)
    {
        await _process.WaitForExitAsync();
        await (_cgroup?.EmptyAsync() ?? _watch!.EmptyAsync());
        // A grandchild may hold the streams of a process that is not boxed; it is not waited for.
        await Task.WhenAny(drained, Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System));
        var outOfMemory = _cgroup?.WasOutOfMemory ?? _watch!.Exceeded;
        var end = new ProcessEnd(
            _asked && !outOfMemory ? null : _process.ExitCode, outOfMemory, LastWords(), _cgroup?.Cpu ?? _watch!.Cpu, _cgroup?.PeakBytes ?? _watch!.PeakBytes);
        _cgroup?.Remove();
        if (_watch is not null)
            await _watch.DisposeAsync();
        if (_disk is null)
            return end;
        await _disk.DisposeAsync();
        _disk.LookAfterEnd();
        return _disk.Exceeded is { } exceeded ? end with { LastWords = exceeded, Exceeded = exceeded } : end;
    }

    private string LastWords()
    {
        lock (_words)
            return _words.ToString();
    }

    private async Task DrainAsync(StreamReader reader, bool keep)
    {
        var buffer = new char[4_096];
        try
        {
            for (int got; (got = await reader.ReadAsync(buffer)) > 0;)
            {
                if (keep)
                    Keep(buffer.AsSpan(0, got));
            }
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException)
        {
            // It ended.
        }
    }

    private void Keep(ReadOnlySpan<char> text)
    {
        lock (_words)
        {
            // The first words say what went wrong; a stack trace of a million frames follows.
            if (_words.Length < LastWordsKept)
                _words.Append(text[..Math.Min(text.Length, LastWordsKept - _words.Length)]);
        }
    }
}

/// <param name="Code">Exit code, 128 + signal where a signal ended it; null where it was ended on request.</param>
/// <param name="LastWords">The beginning of what it wrote to standard error, 4,000 characters at most.</param>
internal sealed record ProcessEnd(int? Code, bool OutOfMemory, string LastWords, TimeSpan Cpu, long PeakBytes)
{
    /// <summary>What it took of the disk beyond its limit, for the student; null where it did not.</summary>
    public string? Exceeded { get; init; }
}
