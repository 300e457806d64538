using System.Buffers;
using System.IO.Pipelines;
using System.Threading.Channels;

namespace BackendLabs.Judge.Services.Redis;

/// <summary>
/// Hands a client what it is owed, in order. Bytes pass through as they come; a client that does not read stops the
/// server's replies being read, and with them its own commands.
/// </summary>
/// <param name="state">Follows each reply.</param>
/// <param name="hello">What the client is told for a HELLO that the server takes.</param>
internal sealed class ReplyRelay(
    Inflow upstream, PipeWriter client, ChannelReader<OwedReply> owed, ConnectionState state, Func<int, byte[]> hello, RedisGateContext context)
{
    private const int FlushAt = 32 * 1024;

    private static readonly byte[] PingAnswered = RespWriter.Bulk(RedisSentinel.Word);
    private static readonly byte[] PingAnsweredBesideMessages = RespWriter.Array(RespWriter.Bulk("pong"u8.ToArray()), RespWriter.Bulk(RedisSentinel.Word));

    private readonly ReplyScanner _scanner = new(context.Limits.Message with { Line = 1024 * 1024 });

    // Begun while nothing was owed; the buffer is not to be looked at before it ends.
    private Task<bool>? _filling;

    /// <summary>Ends when all that is owed was handed over and no more will be, or when the server has ended.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            if (owed.TryRead(out var reply))
            {
                if (!await HandOverAsync(reply, cancellationToken))
                    return;
                if (client.UnflushedBytes > FlushAt)
                    await client.FlushAsync(cancellationToken);
                continue;
            }
            await client.FlushAsync(cancellationToken);
            if (!await (state.IsSubscribed ? RelayMessagesAsync(cancellationToken) : owed.WaitToReadAsync(cancellationToken)))
                return;
        }
    }

    private async ValueTask<bool> HandOverAsync(OwedReply reply, CancellationToken cancellationToken)
    {
        switch (reply)
        {
            case OwedReply.Local local:
                client.Write(local.Bytes);
                return true;
            case OwedReply.Mark mark:
                mark.Reached.TrySetResult();
                return true;
            case OwedReply.FromServer fromServer:
                return await HandOverAsync(fromServer, cancellationToken);
            case OwedReply.Hello:
                _scanner.TakesVersion3 = true;
                if (!await RelayReplyAsync(shown: false, cancellationToken))
                    return false;
                state.Take("HELLO", [], _scanner.Head);
                client.Write(_scanner.Head.IsError ? RespWriter.Error(_scanner.Head.Text) : hello(state.Protocol));
                return true;
            case OwedReply.Subscription subscription:
                return await HandOverAsync(subscription, cancellationToken);
            default:
                throw new InvalidOperationException($"Nothing to hand over for {reply}.");
        }
    }

    private async ValueTask<bool> HandOverAsync(OwedReply.FromServer owedReply, CancellationToken cancellationToken)
    {
        var isCut = owedReply.Seen is { IsCut: true };
        if (!await RelayReplyAsync(shown: !isCut && owedReply.Instead is null && !owedReply.IsMoment, cancellationToken))
            return false;
        var head = _scanner.Head;
        var meaning = state.Take(owedReply.Command, owedReply.Written, head);
        if (isCut)
        {
            // The whole reply has come, so the server has done what it was told; the client reads its first byte and no more.
            await client.WriteAsync(new[] { (byte)head.Type }, cancellationToken);
        }
        else if (owedReply.Instead is { } other)
        {
            client.Write(other);
        }
        else if (owedReply.IsMoment)
        {
            client.Write(RedisMoments.FromServer(owedReply.Command, head, owedReply.Ahead));
        }
        if (owedReply.Seen is { } seen)
            Record(seen, head, meaning);
        return !isCut;
    }

    private void Record(CommandSeen seen, in ReplyHead head, ReplyMeaning meaning)
    {
        if (!seen.IsCut)
            context.Obstacles.Answered(head);
        var arguments = meaning.Ended is { } queued ? RedisDetail.Count(queued, "command") : seen.Arguments;
        var detail = RedisDetail.Join(arguments, RedisDetail.Result(head) + (seen.IsCut ? ", cut off" : ""));
        context.Witness.Saw(
            new SeenCommand(seen.Operation, detail, seen.Began, context.Time.GetTimestamp(), context.Host)
            {
                Failed = head.IsError || seen.IsCut,
                Queued = meaning.IsQueued,
            });
    }

    // A server says as much about a subscription as it likes; behind it comes the reply to the gate's PING, which
    // the client did not send. No message can look like it.
    private async ValueTask<bool> HandOverAsync(OwedReply.Subscription subscription, CancellationToken cancellationToken)
    {
        var error = default(ReplyHead?);
        while (true)
        {
            if (await TakeSentinelAsync(cancellationToken) is not { } isThere)
                return false;
            if (isThere)
                break;
            if (!await RelayOneAsync(shown: true, cancellationToken))
                return false;
            if (_scanner.Head.IsError)
                error = _scanner.Head;
            else
                state.TakeMessage(_scanner.Head);
        }
        if (subscription.Seen is { } seen)
        {
            var detail = error is { } head ? RedisDetail.Join(seen.Arguments, RedisDetail.Result(head)) : seen.Arguments;
            context.Witness.Saw(new SeenCommand(seen.Operation, detail, seen.Began, seen.Began, context.Host) { Failed = error is not null });
        }
        return true;
    }

    // Null: the server has ended.
    private async ValueTask<bool?> TakeSentinelAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            if (_filling is null && !upstream.Buffer.IsEmpty)
            {
                var first = Matches(PingAnswered);
                var second = Matches(PingAnsweredBesideMessages);
                if (first is true || second is true)
                {
                    upstream.Consume(first is true ? PingAnswered.Length : PingAnsweredBesideMessages.Length);
                    return true;
                }
                if (first is false && second is false)
                    return false;
            }
            if (!await FillAsync(cancellationToken))
                return null;
        }
    }

    // Null: so far, but more must come.
    private bool? Matches(byte[] expected)
    {
        var there = upstream.Buffer.Slice(0, Math.Min(upstream.Buffer.Length, expected.Length)).ToArray();
        if (!expected.AsSpan().StartsWith(there))
            return false;
        return there.Length == expected.Length ? true : null;
    }

    // Relays messages up to the reply, and the reply.
    private async ValueTask<bool> RelayReplyAsync(bool shown, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (await IsMessageAsync(cancellationToken) is not { } isMessage)
                return false;
            if (!await RelayOneAsync(shown || isMessage, cancellationToken))
                return false;
            if (!isMessage)
                return true;
            state.TakeMessage(_scanner.Head);
        }
    }

    // Version 2 has no mark for messages: there are arrays of three or four, and the one reply beside them, to PING, is one of two.
    private async ValueTask<bool?> IsMessageAsync(CancellationToken cancellationToken)
    {
        while (_filling is not null || upstream.Buffer.Length < 2)
        {
            if (!await FillAsync(cancellationToken))
                return null;
        }
        var start = upstream.Buffer.Slice(0, 2).ToArray();
        return start[0] == '>' || (state.TakesOnlySubscriptions && start is [(byte)'*', (byte)'3' or (byte)'4']);
    }

    private async ValueTask<bool> RelayOneAsync(bool shown, CancellationToken cancellationToken)
    {
        _scanner.Start();
        while (true)
        {
            var scan = ReplyScan.Partial;
            if (_filling is null)
            {
                scan = _scanner.Scan(upstream.Buffer, out var used);
                if (shown)
                {
                    foreach (var segment in upstream.Buffer.Slice(0, used))
                        client.Write(segment.Span);
                }
                upstream.Consume(used);
            }
            if (scan == ReplyScan.Whole)
                return true;
            if (scan == ReplyScan.Broken)
                return false;
            await client.FlushAsync(cancellationToken);
            if (!await FillAsync(cancellationToken))
                return false;
        }
    }

    // Until something is owed again; false when the server or the client has ended.
    private async ValueTask<bool> RelayMessagesAsync(CancellationToken cancellationToken)
    {
        var more = owed.WaitToReadAsync(cancellationToken).AsTask();
        // Something owed shows before its waiter is woken, and before its reply can be here.
        while (!more.IsCompleted && !owed.TryPeek(out _))
        {
            if (_filling is null && !upstream.Buffer.IsEmpty)
            {
                if (!await RelayReplyOfNobodyAsync(cancellationToken))
                    return false;
                await client.FlushAsync(cancellationToken);
                continue;
            }
            _filling ??= upstream.FillAsync(cancellationToken).AsTask();
            if (await Task.WhenAny(_filling, more) == _filling && !await FillAsync(cancellationToken))
                return false;
        }
        return await more;
    }

    private async ValueTask<bool> RelayReplyOfNobodyAsync(CancellationToken cancellationToken)
    {
        if (!await RelayOneAsync(shown: true, cancellationToken))
            return false;
        state.TakeMessage(_scanner.Head);
        return true;
    }

    private async ValueTask<bool> FillAsync(CancellationToken cancellationToken)
    {
        var filling = _filling ?? upstream.FillAsync(cancellationToken).AsTask();
        _filling = null;
        return await filling;
    }
}

/// <summary>The PING that the gate sends behind a subscription, to learn where the server's answer to it ends.</summary>
internal static class RedisSentinel
{
    public static readonly byte[] Word = "gate"u8.ToArray();

    public static readonly byte[][] Command = ["PING"u8.ToArray(), Word];
}
