using System.Net.Sockets;
using BackendLabs.DockerGate.Endpoints;
using BackendLabs.DockerGate.Http;

namespace BackendLabs.DockerGate;

/// <summary>One client's connection: its requests one after the other, each answered before the next is read.</summary>
internal sealed class GateConnection(Socket socket, GateWorld world, GateLedger ledger, GateCounters counters)
{
    // From a request's first byte to its last. Between requests a client may be silent for as long as the run lives.
    private static readonly TimeSpan RequestLimit = TimeSpan.FromSeconds(30);

    /// <summary>Ends with the client, the first malformed request, or the gate. It never throws.</summary>
    public async Task ServeAsync(CancellationToken cancellationToken)
    {
        await using var stream = new NetworkStream(socket, ownsSocket: true);
        var writer = new GateAnswerWriter(stream, world.Engine.ApiVersion);
        var reader = new GateRequestReader(stream);
        try
        {
            if (!counters.Enter())
            {
                var crowded = GateAnswer.Error(429, $"There are {counters.Limits.Connections} connections already; close one, or use one client.");
                await writer.WriteAsync((GateAnswer.Whole)crowded, withBody: true, keepAlive: false, cancellationToken);
                return;
            }

            while (await reader.WaitAsync(cancellationToken) && await ServeOneAsync(reader, writer, cancellationToken))
            {
                // The next request.
            }
        }
        catch (Exception error) when (error is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The client went away or the gate is closing; nobody is left to tell.
        }
        finally
        {
            counters.Leave();
        }
    }

    /// <returns>Whether another request may follow.</returns>
    private async Task<bool> ServeOneAsync(GateRequestReader reader, GateAnswerWriter writer, CancellationToken cancellationToken)
    {
        GateRequest? request = null;
        try
        {
            request = await ReadAsync(reader, cancellationToken);
            if (!counters.CountRequest())
                throw RequestRefusedException.Closing(429, $"There were {counters.Limits.Requests} requests already, as many as this lab allows.");
            return await AnswerAsync(request, reader, writer, cancellationToken);
        }
        catch (RequestRefusedException refusal)
        {
            if (refusal.IsRefusal)
                ledger.Refuse(Operation(request), refusal.Message);
            var keep = refusal.KeepsConnection && request is { KeepAlive: true };
            await writer.WriteAsync(
                (GateAnswer.Whole)GateAnswer.Error(refusal.Status, refusal.Message), request?.Method != "HEAD", keep, cancellationToken);
            return keep;
        }
        catch (Exception error) when (error is not (IOException or SocketException or OperationCanceledException or ObjectDisposedException))
        {
            // The Engine is gone, or answered what no Engine should; the run is not to blame, and the gate goes on.
            ledger.Failed(error);
            await writer.WriteAsync(
                (GateAnswer.Whole)GateAnswer.Error(503, "Docker does not answer: our problem, not yours."), true, false, cancellationToken);
            return false;
        }
    }

    private async Task<GateRequest> ReadAsync(GateRequestReader reader, CancellationToken cancellationToken)
    {
        using var late = new CancellationTokenSource(RequestLimit, ledger.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, late.Token);
        try
        {
            return await reader.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw RequestRefusedException.Closing(408, $"The request did not come whole within {RequestLimit.TotalSeconds:0} seconds.");
        }
    }

    private async Task<bool> AnswerAsync(
        GateRequest request, GateRequestReader reader, GateAnswerWriter writer, CancellationToken cancellationToken)
    {
        var started = ledger.Time.GetTimestamp();
        var (endpoint, argument) = EndpointTable.Find(request, world.Policy);
        var call = new GateCall(world, new QueryReader(request.Target.Query), request.Body, argument);
        using var gone = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var watching = endpoint.MayTakeLong && !reader.HasMore ? WatchAsync(gone) : Task.CompletedTask;
        try
        {
            switch (await endpoint.AnswerAsync(call, gone.Token))
            {
                case GateAnswer.Whole whole:
                    Record(endpoint, whole, whole.Detail, started);
                    await writer.WriteAsync(whole, request.Method != "HEAD", request.KeepAlive, cancellationToken);
                    return request.KeepAlive;
                case GateAnswer.Flowing flowing:
                    return await FlowAsync(endpoint, flowing, writer, request.KeepAlive, started, gone.Token);
                default:
                    throw new InvalidOperationException("An endpoint answered in an unknown form.");
            }
        }
        finally
        {
            await gone.CancelAsync();
            await watching;
        }
    }

    private async Task<bool> FlowAsync(
        Endpoint endpoint, GateAnswer.Flowing flowing, GateAnswerWriter writer, bool keepAlive, long started, CancellationToken cancellationToken)
    {
        using var source = flowing.Source;
        var whole = false;
        try
        {
            whole = await writer.WriteAsync(flowing, keepAlive, cancellationToken);
        }
        catch (EngineGoneException error)
        {
            // Half an answer is out: closing is all that is left to say.
            ledger.Failed(error);
            return false;
        }
        finally
        {
            Record(endpoint, flowing, $"{flowing.Detail} -> {flowing.Status}", started);
        }

        if (!whole)
            ledger.Refuse(endpoint.Operation ?? "", $"The answer is longer than {flowing.LongestBytes / 1024} KB, as much as this lab passes on.");
        return whole && keepAlive;
    }

    /// <summary>Ends a long call when its client closes; a byte that comes early stays where it is.</summary>
    private async Task WatchAsync(CancellationTokenSource gone)
    {
        try
        {
            if (await socket.ReceiveAsync(new byte[1], SocketFlags.Peek, gone.Token) == 0)
                await gone.CancelAsync();
        }
        catch (Exception error) when (error is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The call has ended, or the connection has: its own reads and writes will say so.
        }
    }

    private void Record(Endpoint endpoint, GateAnswer answer, string detail, long started)
    {
        if (endpoint.Operation is { } operation)
            ledger.Record(operation, detail, answer.IsFailure, started);
    }

    private static string Operation(GateRequest? request) => request is null
        ? "a request"
        : $"{request.Method} /{RequestTarget.Shown(string.Join('/', request.Target.Segments))}";
}
