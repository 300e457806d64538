using System.Buffers.Binary;
using System.IO.Pipelines;
using System.Text;
using BackendLabs.Contract;
using BackendLabs.DockerGate;

namespace BackendLabs.Sandbox;

/// <summary>A process that is a container: what it says comes over the Engine's attached stream.</summary>
internal sealed class ContainerProcess : ISandboxedProcess
{
    private const int LastWordsKept = 4_000;
    private const int FrameHeader = 8;
    private const byte StandardOutput = 1;
    private const byte StandardError = 2;

    private readonly EngineContainer _container;
    private readonly Stream _streams;
    private readonly ContainerCgroup _cgroup;
    private readonly bool _speaks;
    private readonly DiskWatch? _disk;
    private readonly Pipe _output = new();
    private readonly MemoryStream _words = new();
    private Task _killing = Task.CompletedTask;
    private bool _asked;

    /// <param name="process">The number of its first process on this machine; 0 where it has ended already.</param>
    public ContainerProcess(EngineContainer container, Stream streams, ContainerCgroup cgroup, SandboxSpec spec, int process)
    {
        _container = container;
        _streams = streams;
        _cgroup = cgroup;
        _speaks = spec.SpeaksOnOutput;
        // An engine may keep what its processes hold open to itself: then what has a name is counted.
        _disk = spec.DiskFolder is null ? null : new DiskWatch(process, new DiskUse(spec.DiskFolder, spec.Limits, spec.DiskUser, mustSee: false), Kill, SandboxTimes.DiskLook);
        Output = _output.Reader.AsStream();
        Ended = EndAsync(PumpAsync());
    }

    public Stream Input => _streams;

    public Stream Output { get; }

    public TimeSpan Cpu => _cgroup.Cpu;

    public bool WasOutOfMemory => Ended.IsCompletedSuccessfully && Ended.Result.OutOfMemory;

    public string? Exceeded => _disk?.Exceeded;

    public Task<ProcessEnd> Ended { get; }

    public void Kill()
    {
        if (_asked || Ended.IsCompleted)
            return;
        _disk?.LookBeforeEnd();
        _asked = true;
        _killing = KillAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Kill();
        await _killing;
        try
        {
            await Ended.WaitAsync(SandboxTimes.ContainerEnd);
        }
        catch (Exception error) when (error is InfrastructureException or TimeoutException)
        {
            // The Engine is gone; what is left is removed by its label at the next start.
        }

        await _streams.DisposeAsync();
    }

    private async Task KillAsync()
    {
        try
        {
            await _container.KillAsync();
        }
        catch (EngineGoneException)
        {
            // The wait for its end fails likewise, and says so.
        }
    }

    private async Task<ProcessEnd> EndAsync(Task pumped)
    {
        try
        {
            var (code, outOfMemory) = await _container.WaitAsync();
            await Task.WhenAny(pumped, Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System));
            await _cgroup.DisposeAsync();
            outOfMemory |= _cgroup.WasOutOfMemory;
            var end = new ProcessEnd(_asked && !outOfMemory ? null : code, outOfMemory, LastWords(), _cgroup.Cpu, _cgroup.PeakBytes);
            _disk?.LookAfterEnd();
            return _disk?.Exceeded is { } exceeded ? end with { LastWords = exceeded, Exceeded = exceeded } : end;
        }
        catch (EngineGoneException error)
        {
            throw new InfrastructureException(error.Message, ContainerBox.Remedy);
        }
        finally
        {
            await _container.RemoveAsync(CancellationToken.None);
            await _cgroup.DisposeAsync();
            if (_disk is not null)
                await _disk.DisposeAsync();
        }
    }

    private string LastWords()
    {
        lock (_words)
            return Encoding.UTF8.GetString(_words.ToArray());
    }

    // Engine API, "Attach to a container", stream format: the stream's number, three zeros, the length, then the bytes.
    private async Task PumpAsync()
    {
        var header = new byte[FrameHeader];
        var buffer = new byte[32 * 1024];
        try
        {
            while (await _streams.ReadAtLeastAsync(header, FrameHeader, throwOnEndOfStream: false) == FrameHeader)
            {
                for (long left = BinaryPrimitives.ReadUInt32BigEndian(header.AsSpan(4)); left > 0;)
                {
                    var got = await _streams.ReadAsync(buffer.AsMemory(0, (int)Math.Min(left, buffer.Length)));
                    if (got == 0)
                        break;
                    left -= got;
                    await TakeAsync(header[0], buffer.AsMemory(0, got));
                }
            }
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException)
        {
            // It ended.
        }

        await _output.Writer.CompleteAsync();
    }

    private async Task TakeAsync(byte stream, ReadOnlyMemory<byte> bytes)
    {
        if (stream == StandardOutput && _speaks)
            await _output.Writer.WriteAsync(bytes);
        else if (stream == StandardError)
            Keep(bytes.Span);
    }

    // The first words say what went wrong; a stack trace of a million frames follows.
    private void Keep(ReadOnlySpan<byte> bytes)
    {
        lock (_words)
            _words.Write(bytes[..(int)Math.Min(bytes.Length, LastWordsKept - _words.Length)]);
    }
}
