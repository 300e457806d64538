using System.IO.Pipelines;
using System.Net.Sockets;
using System.Threading.Channels;

namespace BackendLabs.Judge.Services.Redis;

/// <summary>One client of the gate: its commands go up here, its replies come back by <see cref="ReplyRelay"/>.</summary>
internal sealed class GateConnection(Socket socket, RedisGateContext context, long id)
{
    private readonly RedisPolicy _policy = new(context.Limits, id);
    private readonly Channel<OwedReply> _owed = Channel.CreateBounded<OwedReply>(
        new BoundedChannelOptions(context.Limits.Pending) { SingleReader = true, SingleWriter = true });

    private readonly ConnectionState _state = new();

    // The gate itself has refused a command of the transaction; the server does not know.
    private bool _isTransactionRefused;

    public ConnectionState State => _state;

    /// <summary>Never throws: a client's end, a server's end and a broken protocol each end this connection only.</summary>
    public async Task ServeAsync(CancellationToken gateClosing)
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(gateClosing, context.Obstacles.Connections);
        await using var stream = new NetworkStream(socket, ownsSocket: true);
        if (context.Obstacles.TurnsAway())
            return;
        var output = PipeWriter.Create(stream, new StreamPipeWriterOptions(minimumBufferSize: 16 * 1024, leaveOpen: true));
        try
        {
            await using var upstream = await UpstreamConnection.OpenAsync(context.Upstream, ending.Token);
            _policy.ServerVersion = upstream.Version;
            var input = new Inflow(PipeReader.Create(stream, new StreamPipeReaderOptions(bufferSize: 16 * 1024, leaveOpen: true)));
            await RelayAsync(input, output, upstream, ending);
        }
        catch (Exception end) when (IsEnd(end))
        {
            await TellUnreachableAsync(output, ending.Token);
        }
    }

    private async Task RelayAsync(Inflow input, PipeWriter output, UpstreamConnection upstream, CancellationTokenSource ending)
    {
        var commands = Quietly(ReadCommandsAsync(input, upstream.Output, ending.Token));
        var replies = Quietly(new ReplyRelay(upstream.Input, output, _owed.Reader, _state, _policy.Greeting, context).RunAsync(ending.Token));
        if (await Task.WhenAny(commands, replies) == commands)
        {
            // What is owed is still delivered, but not to a client that never reads it.
            using var patience = new CancellationTokenSource(context.Limits.Drain, context.Time);
            await replies.WaitAsync(patience.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        await ending.CancelAsync();
        await Task.WhenAll(commands, replies);
    }

    private async Task ReadCommandsAsync(Inflow input, PipeWriter upstream, CancellationToken cancellationToken)
    {
        var reader = new RespCommandReader(input, context.Limits.Message);
        try
        {
            bool open;
            do
            {
                open = await DispatchArrivedAsync(reader, upstream, cancellationToken);
                // Even when this connection ends here: the replies to what came before are still owed.
                await upstream.FlushAsync(cancellationToken);
            }
            while (open && await input.FillAsync(cancellationToken));
        }
        finally
        {
            _owed.Writer.TryComplete();
        }
    }

    private async ValueTask<bool> DispatchArrivedAsync(RespCommandReader reader, PipeWriter upstream, CancellationToken cancellationToken)
    {
        while (reader.TryRead() is { } read)
        {
            if (read is CommandRead.Malformed { Reason: var reason })
            {
                await OweLocalAsync(RespWriter.Error($"ERR Protocol error: {reason}"), upstream, cancellationToken);
                return false;
            }
            if (!await DispatchAsync(((CommandRead.Whole)read).Command, upstream, cancellationToken))
                return false;
        }
        return true;
    }

    /// <summary>
    /// The one place that every command passes, after it was understood and before a byte of it reaches the server:
    /// whatever holds a command back or breaks it stands here. False ends the connection.
    /// </summary>
    private async ValueTask<bool> DispatchAsync(RedisCommand command, PipeWriter upstream, CancellationToken cancellationToken)
    {
        var began = context.Time.GetTimestamp();
        // What EXEC runs is known when the server has queued or refused each command before it.
        if (command.Name == "EXEC" && _state.InTransaction)
            await SettleAsync(upstream, cancellationToken);
        var ruling = InContext(_policy.Rule(command), command);
        var passing = context.Obstacles.IsEmpty ? null : Passing(command, ruling);
        if (passing is not null)
        {
            // What came before goes out first: it must not wait with what comes now.
            await upstream.FlushAsync(cancellationToken);
            using var living = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, context.Left);
            await context.Obstacles.MeetAsync(passing, living.Token);
        }
        switch (ruling)
        {
            case RedisRuling.Answer answer:
                await OweLocalAsync(answer.Reply, upstream, cancellationToken);
                return !answer.ThenClose;
            case RedisRuling.PassUnseen:
                await PassAsync(command, null, [], upstream, cancellationToken);
                return true;
            case RedisRuling.Hello hello:
                await OweAsync(new OwedReply.Hello(), upstream, cancellationToken);
                RespWriter.WriteCommand(upstream, hello.Version is { } version ? ["HELLO"u8.ToArray(), version] : ["HELLO"u8.ToArray()]);
                await SettleAsync(upstream, cancellationToken);
                return true;
            case var _ when !context.Witness.TryCount():
                await OweLocalAsync(RespWriter.Error($"NOPERM {context.Witness.LimitReason}."), upstream, cancellationToken);
                return false;
            case RedisRuling.Refuse refusal:
                Report(refusal, command, began);
                _isTransactionRefused |= _state.InTransaction;
                await OweLocalAsync(RespWriter.Error(refusal.Message), upstream, cancellationToken);
                return true;
            case RedisRuling.Pass pass:
                var keys = RedisKeys.Of(command, pass.Shape);
                context.Witness.Named(keys.Named);
                var seen = new CommandSeen(command.Name, RedisDetail.Arguments(command, pass.Shape), began) { IsCut = passing is not null && context.Obstacles.Cuts(passing) };
                await PassAsync(command, seen, keys.Written, upstream, cancellationToken);
                return true;
            default:
                throw new InvalidOperationException($"No ruling for {command.Name}.");
        }
    }

    // Where the connection stands decides too: the server queues in a transaction, and so the gate answers nothing in it.
    private RedisRuling InContext(RedisRuling ruling, RedisCommand command)
    {
        if (ruling is RedisRuling.Refuse || command.Name == "QUIT")
            return ruling;
        if (_state.InTransaction && (ruling is RedisRuling.Answer or RedisRuling.Hello || ConnectionState.IsSubscription(command.Name)))
        {
            _isTransactionRefused = true;
            return new RedisRuling.Answer(RespWriter.Error($"ERR {command.Name} is not allowed in a transaction here: send it before MULTI or after EXEC"));
        }
        if (_state.TakesOnlySubscriptions && ruling is not RedisRuling.Answer && command.Name != "PING" && !ConnectionState.IsSubscription(command.Name))
        {
            return new RedisRuling.Answer(RespWriter.Error(
                $"ERR Can't execute '{command.Name}': this connection has subscribed and takes (P)SUBSCRIBE, (P)UNSUBSCRIBE, PING and QUIT only"));
        }
        return ruling;
    }

    private RedisPassing Passing(RedisCommand command, RedisRuling ruling)
    {
        if (ruling is not RedisRuling.Pass { Shape: var shape })
            return new RedisPassing(command.Name, "", IsChatter: true, IsQueued: false, [], context.Client);
        var keys = RedisKeys.Of(command, shape);
        var isQueued = _state.InTransaction && command.Name is not ("EXEC" or "DISCARD");
        var written = command.Name != "EXEC" ? keys.Written : _isTransactionRefused ? [] : _state.QueuedWrites;
        return new RedisPassing(command.Name, RedisDetail.Arguments(command, shape), IsChatter: false, isQueued, written, context.Client)
        {
            // Whether a transaction runs depends on all that it watches.
            Read = command.Name == "EXEC" ? [RedisEffects.EveryKey] : keys.Deciding,
        };
    }

    private async ValueTask PassAsync(RedisCommand command, CommandSeen? seen, IReadOnlyList<string> written, PipeWriter upstream, CancellationToken cancellationToken)
    {
        if (ConnectionState.IsSubscription(command.Name))
        {
            await OweAsync(new OwedReply.Subscription(seen), upstream, cancellationToken);
            RespWriter.WriteCommand(upstream, command.Parts);
            RespWriter.WriteCommand(upstream, RedisSentinel.Command);
        }
        else if (command.Name == "EXEC" && _isTransactionRefused)
        {
            // As a server does when a command of the transaction was refused: none of it runs.
            var aborted = RespWriter.Error("EXECABORT Transaction discarded because of previous errors.");
            await OweAsync(new OwedReply.FromServer("DISCARD", [], null) { Instead = aborted }, upstream, cancellationToken);
            RespWriter.WriteCommand(upstream, ["DISCARD"u8.ToArray()]);
        }
        else
        {
            var ahead = context.Ahead();
            await OweAsync(new OwedReply.FromServer(command.Name, written, seen) { Ahead = ahead }, upstream, cancellationToken);
            RespWriter.WriteCommand(upstream, RedisMoments.ToServer(command, ahead).Parts);
        }
        if (ConnectionState.Changes(command.Name))
            await SettleAsync(upstream, cancellationToken);
    }

    // Until the replies to all that was sent have come: from here on the connection's state is the server's.
    private async ValueTask SettleAsync(PipeWriter upstream, CancellationToken cancellationToken)
    {
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await OweAsync(new OwedReply.Mark(reached), upstream, cancellationToken);
        await upstream.FlushAsync(cancellationToken);
        await reached.Task.WaitAsync(cancellationToken);
        _isTransactionRefused &= _state.InTransaction;
    }

    private void Report(RedisRuling.Refuse refusal, RedisCommand command, long began)
    {
        context.Witness.Refused(refusal);
        var detail = RedisDetail.Join(RedisDetail.Arguments(command, "*w"), "refused");
        context.Witness.Saw(new SeenCommand(command.Name, detail, began, began, context.Host) { Failed = true });
    }

    private ValueTask OweLocalAsync(byte[] reply, PipeWriter upstream, CancellationToken cancellationToken) =>
        OweAsync(new OwedReply.Local(reply), upstream, cancellationToken);

    private async ValueTask OweAsync(OwedReply reply, PipeWriter upstream, CancellationToken cancellationToken)
    {
        if (_owed.Writer.TryWrite(reply))
            return;
        // The client is owed all it may be. What was written goes out first, else nothing would ever come back.
        await upstream.FlushAsync(cancellationToken);
        await _owed.Writer.WriteAsync(reply, cancellationToken);
    }

    private static async Task Quietly(Task work)
    {
        try
        {
            await work;
        }
        catch (Exception end) when (IsEnd(end))
        {
        }
    }

    private static async Task TellUnreachableAsync(PipeWriter output, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
            return;
        await Quietly(output.WriteAsync(RespWriter.Error("ERR the lab's Redis server does not answer"), cancellationToken).AsTask());
    }

    private static bool IsEnd(Exception end) =>
        end is OperationCanceledException or IOException or SocketException or ObjectDisposedException or InvalidDataException or UnauthorizedAccessException;
}
