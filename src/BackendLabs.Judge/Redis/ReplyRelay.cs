using System.Buffers;
using System.IO.Pipelines;
using System.Threading.Channels;

namespace BackendLabs.Judge.Redis;

/// <summary>
/// Hands a client what it is owed, in order. Bytes pass through as they come; a client that does not read stops the
/// server's replies being read, and with them its own commands.
/// </summary>
internal sealed class ReplyRelay(Inflow upstream, PipeWriter client, ChannelReader<OwedReply> owed, RedisGateContext context)
{
    private const int FlushAt = 32 * 1024;

    private readonly ReplyScanner _scanner = new(context.Limits.Message with { Line = 1024 * 1024 });

    /// <summary>Ends when all that is owed was handed over and no more will be, or when the server has ended.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            if (!owed.TryRead(out var reply))
            {
                await client.FlushAsync(cancellationToken);
                if (!await owed.WaitToReadAsync(cancellationToken))
                    return;
                continue;
            }
            if (reply is OwedReply.Messages)
            {
                await RelayMessagesAsync(cancellationToken);
                return;
            }
            if (!await HandOverAsync(reply, cancellationToken))
                return;
            if (client.UnflushedBytes > FlushAt)
                await client.FlushAsync(cancellationToken);
        }
    }

    private async ValueTask<bool> HandOverAsync(OwedReply reply, CancellationToken cancellationToken)
    {
        switch (reply)
        {
            case OwedReply.Local local:
                client.Write(local.Bytes);
                return true;
            case OwedReply.InPlaceOfServer other:
                if (!await RelayReplyAsync(shown: false, cancellationToken))
                    return false;
                client.Write(other.Bytes);
                return true;
            case OwedReply.FromServer { Seen: { IsCut: true } cut }:
                await CutAsync(cut, cancellationToken);
                return false;
            case OwedReply.FromServer fromServer:
                if (!await RelayReplyAsync(shown: true, cancellationToken))
                    return false;
                if (fromServer.Seen is { } seen)
                    Record(seen, _scanner.Head);
                return true;
            default:
                throw new InvalidOperationException($"Nothing to hand over for {reply}.");
        }
    }

    // The whole reply has come, so the server has done what it was told; the client reads its first byte and no more.
    private async ValueTask CutAsync(CommandSeen seen, CancellationToken cancellationToken)
    {
        if (!await RelayReplyAsync(shown: false, cancellationToken))
            return;
        await client.WriteAsync(new[] { (byte)_scanner.Head.Type }, cancellationToken);
        var detail = RedisDetail.Join(seen.Arguments, RedisDetail.Result(_scanner.Head) + ", cut off");
        context.Witness.Saw(seen.Operation, detail, seen.Began, context.Time.GetTimestamp(), context.Host);
    }

    private async ValueTask<bool> RelayReplyAsync(bool shown, CancellationToken cancellationToken)
    {
        _scanner.Start();
        while (true)
        {
            var scan = _scanner.Scan(upstream.Buffer, out var used);
            if (shown)
            {
                foreach (var segment in upstream.Buffer.Slice(0, used))
                    client.Write(segment.Span);
            }
            upstream.Consume(used);
            if (scan == ReplyScan.Whole)
                return true;
            if (scan == ReplyScan.Broken)
                return false;
            await client.FlushAsync(cancellationToken);
            if (!await upstream.FillAsync(cancellationToken))
                return false;
        }
    }

    // The server speaks when it likes, the gate when it must: each whole reply is written under the lock.
    private async Task RelayMessagesAsync(CancellationToken cancellationToken)
    {
        using var turn = new SemaphoreSlim(1);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var messages = PushAsync(turn, ending.Token);
        var locals = AnswerAsync(turn, ending.Token);
        await Task.WhenAny(messages, locals);
        await ending.CancelAsync();
        await Task.WhenAll(messages, locals).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task PushAsync(SemaphoreSlim turn, CancellationToken cancellationToken)
    {
        while (!upstream.Buffer.IsEmpty || await upstream.FillAsync(cancellationToken))
        {
            await turn.WaitAsync(cancellationToken);
            try
            {
                if (!await RelayReplyAsync(shown: true, cancellationToken))
                    return;
                await client.FlushAsync(cancellationToken);
            }
            finally
            {
                turn.Release();
            }
        }
    }

    private async Task AnswerAsync(SemaphoreSlim turn, CancellationToken cancellationToken)
    {
        await foreach (var reply in owed.ReadAllAsync(cancellationToken))
        {
            await turn.WaitAsync(cancellationToken);
            try
            {
                if (reply is OwedReply.Local local)
                    await client.WriteAsync(local.Bytes, cancellationToken);
            }
            finally
            {
                turn.Release();
            }
        }
    }

    private void Record(CommandSeen seen, in ReplyHead head)
    {
        context.Obstacles.Answered(head);
        var arguments = seen.Queued is { } queued ? RedisDetail.Count(queued, "command") : seen.Arguments;
        var detail = RedisDetail.Join(arguments, RedisDetail.Result(head));
        context.Witness.Saw(seen.Operation, detail, seen.Began, context.Time.GetTimestamp(), context.Host);
    }
}
