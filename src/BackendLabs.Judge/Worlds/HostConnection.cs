using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Text;
using BackendLabs.Contract;

namespace BackendLabs.Judge.Worlds;

/// <summary>The judge's end of one snippet process: it dialled in on a socket that only its own sandbox shows.</summary>
internal sealed class HostConnection : IAsyncDisposable
{
    private const string CutMark = "\n… what was printed after this is left out\n";

    private const UnixFileMode ForSandbox =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite;

    private readonly MessageStream _stream;
    private readonly Action<HostToJudge> _observed;
    private readonly ConcurrentDictionary<int, TaskCompletionSource<HostToJudge>> _waiting = new();
    private readonly TaskCompletionSource _gone = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly StringBuilder _output = new();
    private readonly int _outputBytes;
    private Task _reading = Task.CompletedTask;
    private int _lastId;
    private long _printed;
    private bool _isCut;

    private HostConnection(MessageStream stream, int outputBytes, Action<HostToJudge> observed)
    {
        _stream = stream;
        _outputBytes = outputBytes;
        _observed = observed;
    }

    /// <summary>Completes when the process is gone or no longer to be believed.</summary>
    public Task Gone => _gone.Task;

    /// <summary>Completes when the process has closed its end.</summary>
    public Task Closed => _reading;

    /// <summary>Whether it printed many times what a check keeps: less is cut, and the code judged all the same.</summary>
    public bool OutputLimitReached { get; private set; }

    /// <summary>What came over the stream that was no message; null where all was well.</summary>
    public string? Broken { get; private set; }

    public string Output
    {
        get
        {
            lock (_output)
                return _isCut && !OutputLimitReached ? _output + CutMark : _output.ToString();
        }
    }

    /// <summary>Makes the socket, has the process started, and takes the one connection that it may make.</summary>
    public static async Task<HostConnection> AcceptAsync(
        string socketPath, Action start, int outputBytes, Action<HostToJudge> observed, CancellationToken cancellationToken)
    {
        using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(socketPath));
        File.SetUnixFileMode(socketPath, ForSandbox);
        listener.Listen(1);
        start();

        var socket = await listener.AcceptAsync(cancellationToken);
        File.Delete(socketPath);
        var stream = new NetworkStream(socket, ownsSocket: true);
        var connection = new HostConnection(
            new MessageStream(stream, stream, WireLimits.FromHost, WireLimits.ToHost), outputBytes, observed);
        try
        {
            if (await connection.ReadAsync(cancellationToken) is not HostToJudge.Hello)
                throw new BrokenMessageException("The snippet's process did not greet.");
        }
        catch
        {
            await connection._stream.DisposeAsync();
            throw;
        }

        connection._reading = connection.ReadAllAsync();
        return connection;
    }

    /// <summary>Sends a load or a call and waits for its answer.</summary>
    /// <exception cref="HostGoneException">The process ended first.</exception>
    public async Task<HostToJudge> AskAsync(Func<int, JudgeToHost> request, bool isLoad = false)
    {
        var id = isLoad ? 0 : Interlocked.Increment(ref _lastId);
        var answer = new TaskCompletionSource<HostToJudge>(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiting[id] = answer;
        try
        {
            await _stream.WriteAsync(request(id), WireJson.Default.JudgeToHost, CancellationToken.None);
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException or SocketException)
        {
            throw new HostGoneException();
        }

        await Task.WhenAny(answer.Task, Gone);
        // What was printed before an answer counts before it.
        return answer.Task.IsCompleted && !OutputLimitReached ? await answer.Task : throw new HostGoneException();
    }

    public async ValueTask DisposeAsync()
    {
        await _stream.DisposeAsync();
        await _reading;
    }

    private Task<HostToJudge?> ReadAsync(CancellationToken cancellationToken) =>
        _stream.ReadAsync(WireJson.Default.HostToJudge, cancellationToken);

    private async Task ReadAllAsync()
    {
        try
        {
            while (await ReadAsync(CancellationToken.None) is { } reply)
            {
                if (HostToJudgeShape.Flaw(reply) is { } flaw)
                    throw new BrokenMessageException($"It sent {flaw}.");
                Take(reply);
            }
        }
        catch (BrokenMessageException error)
        {
            Broken = error.Message;
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException or SocketException)
        {
            // The process ended, or was ended.
        }

        _gone.TrySetResult();
    }

    private void Take(HostToJudge reply)
    {
        switch (reply)
        {
            case HostToJudge.Printed printed:
                Print(printed);
                break;
            case HostToJudge.Observed or HostToJudge.Refused or HostToJudge.Held:
                _observed(reply);
                break;
            case HostToJudge.Loaded:
                Answer(0, reply);
                break;
            case HostToJudge.Returned returned:
                Answer(returned.Id, reply);
                break;
            case HostToJudge.Raised raised:
                Answer(raised.Id, reply);
                break;
        }
    }

    // The host counts too, but it is the student's process: what it sends is counted here.
    private void Print(HostToJudge.Printed printed)
    {
        bool isFlood;
        lock (_output)
        {
            _printed += Encoding.UTF8.GetByteCount(printed.Text);
            _isCut |= printed.IsCut || _printed > _outputBytes;
            if (_printed <= _outputBytes)
                _output.Append(printed.Text);
            isFlood = printed.IsFlood || _printed > (long)HostToJudge.Printed.FloodFactor * _outputBytes;
        }

        if (isFlood)
        {
            OutputLimitReached = true;
            _gone.TrySetResult();
        }
    }

    private void Answer(int id, HostToJudge reply)
    {
        if (_waiting.TryRemove(id, out var waiting))
            waiting.TrySetResult(reply);
    }
}

/// <summary>The student's process ended while it was asked something.</summary>
/// <param name="client">Whose process; null where it is not known yet.</param>
internal sealed class HostGoneException(Worlds.WorldClient? client = null) : Exception
{
    public Worlds.WorldClient? Client { get; } = client;
}
