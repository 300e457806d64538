using System.IO.Pipelines;
using System.Net.Sockets;
using System.Threading.Channels;

namespace BackendLabs.Judge.Redis;

/// <summary>One client of the gate: its commands go up here, its replies come back by <see cref="ReplyRelay"/>.</summary>
internal sealed class GateConnection(Socket socket, RedisGateContext context, long id)
{
    private readonly RedisPolicy _policy = new(context.Limits, id);
    private readonly Channel<OwedReply> _owed = Channel.CreateBounded<OwedReply>(
        new BoundedChannelOptions(context.Limits.Pending) { SingleReader = true, SingleWriter = true });

    // Null outside MULTI; else how many commands wait for EXEC.
    private int? _queued;
    private readonly List<string> _queuedWrites = [];
    private bool _transactionRefused;
    private bool _listening;

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
        var replies = Quietly(new ReplyRelay(upstream.Input, output, _owed.Reader, context).RunAsync(ending.Token));
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
        var ruling = _policy.Rule(command);
        // A transaction's writes are remembered from its beginning: an obstacle may come before its end.
        var passing = context.Obstacles.IsEmpty && _queued is null ? null : Passing(command, ruling);
        if (passing is not null && !context.Obstacles.IsEmpty)
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
                await PassAsync(command, null, upstream, cancellationToken);
                return true;
            case var _ when !context.Witness.TryCount():
                await OweLocalAsync(RespWriter.Error($"NOPERM {context.Witness.LimitReason}."), upstream, cancellationToken);
                return false;
            case RedisRuling.Refuse refusal:
                Report(refusal, command, began);
                _transactionRefused = _queued is not null;
                await OweLocalAsync(RespWriter.Error(refusal.Message), upstream, cancellationToken);
                return true;
            case RedisRuling.Pass pass:
                context.Witness.Named(RedisEffects.KeysOf(command, pass.Shape));
                var arguments = RedisDetail.Arguments(command, pass.Shape);
                await PassAsync(command, new CommandSeen(command.Name, arguments, began) { IsCut = passing is not null && context.Obstacles.Cuts(passing) }, upstream, cancellationToken);
                return true;
            default:
                throw new InvalidOperationException($"No ruling for {command.Name}.");
        }
    }

    private RedisPassing Passing(RedisCommand command, RedisRuling ruling)
    {
        if (ruling is not RedisRuling.Pass { Shape: var shape })
            return new RedisPassing(command.Name, "", IsChatter: true, IsQueued: false, [], context.Client);
        var isQueued = _queued is not null && command.Name is not ("EXEC" or "DISCARD");
        IReadOnlyList<string> written = command.Name == "EXEC" ? [.. _queuedWrites] : RedisEffects.WrittenBy(command, shape);
        if (isQueued)
            _queuedWrites.AddRange(written);
        return new RedisPassing(command.Name, RedisDetail.Arguments(command, shape), IsChatter: false, isQueued, written, context.Client)
        {
            // Whether a transaction runs depends on all that it watches.
            Read = command.Name == "EXEC" ? [RedisEffects.EveryKey] : RedisEffects.ReadBy(command, shape),
        };
    }

    private async ValueTask PassAsync(RedisCommand command, CommandSeen? seen, PipeWriter upstream, CancellationToken cancellationToken)
    {
        var subscribes = command.Name is "SUBSCRIBE" or "PSUBSCRIBE" or "UNSUBSCRIBE" or "PUNSUBSCRIBE";
        if (_queued is not null && subscribes)
        {
            await OweLocalAsync(RespWriter.Error("ERR subscriptions are not allowed in a transaction"), upstream, cancellationToken);
        }
        else if (subscribes || _listening)
        {
            await PassListeningAsync(command, seen, subscribes, upstream, cancellationToken);
        }
        else if (command.Name == "EXEC" && _transactionRefused)
        {
            // As a server does when a command of the transaction was refused: none of it runs.
            (_queued, _transactionRefused) = (null, false);
            _queuedWrites.Clear();
            await OweAsync(new OwedReply.InPlaceOfServer(RespWriter.Error("EXECABORT Transaction discarded because of previous errors.")), upstream, cancellationToken);
            RespWriter.WriteCommand(upstream, ["DISCARD"u8.ToArray()]);
        }
        else
        {
            await OweAsync(new OwedReply.FromServer(Transacted(command.Name, seen)), upstream, cancellationToken);
            RespWriter.WriteCommand(upstream, command.Parts);
        }
    }

    private CommandSeen? Transacted(string name, CommandSeen? seen)
    {
        switch (name)
        {
            case "MULTI":
                _queued ??= 0;
                return seen;
            case "EXEC" or "DISCARD":
                var queued = _queued;
                (_queued, _transactionRefused) = (null, false);
                _queuedWrites.Clear();
                return seen is null ? null : seen with { Queued = queued };
            default:
                _queued += 1;
                return seen;
        }
    }

    // A connection that has subscribed stays one for messages: its replies come whenever the server likes, so
    // nothing is paired any more.
    private async ValueTask PassListeningAsync(RedisCommand command, CommandSeen? seen, bool subscribes, PipeWriter upstream, CancellationToken cancellationToken)
    {
        if (!subscribes && command.Name != "PING")
        {
            await OweLocalAsync(
                RespWriter.Error($"ERR Can't execute '{command.Name}': this connection has subscribed and takes (P)SUBSCRIBE, (P)UNSUBSCRIBE, PING and QUIT only"),
                upstream,
                cancellationToken);
            return;
        }
        if (!_listening)
        {
            _listening = true;
            await OweAsync(OwedReply.Messages.Instance, upstream, cancellationToken);
        }
        if (seen is not null)
            context.Witness.Saw(seen.Operation, seen.Arguments, seen.Began, seen.Began, context.Host);
        RespWriter.WriteCommand(upstream, command.Parts);
    }

    private void Report(RedisRuling.Refuse refusal, RedisCommand command, long began)
    {
        context.Witness.Refused(refusal);
        var detail = RedisDetail.Join(RedisDetail.Arguments(command, "*w"), "refused");
        context.Witness.Saw(command.Name, detail, began, began, context.Host);
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
