using System.Net.Sockets;
using BackendLabs.DockerGate.Endpoints;
using BackendLabs.DockerGate.Http;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Endpoint = BackendLabs.DockerGate.Endpoints.Endpoint;

namespace BackendLabs.DockerGate;

/// <summary>Takes each request whole, looks it up in the table, and answers.</summary>
/// <param name="ending">The gate closes: nobody waits for an answer any more.</param>
internal sealed class GateConversation(GateWorld world, GateLedger ledger, CancellationToken ending) : IHttpApplication<HttpContext>
{
    private readonly DockerLimits _limits = world.Policy.Limits;
    private int _requests;

    public HttpContext CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

    public void DisposeContext(HttpContext context, Exception? exception)
    {
    }

    /// <summary>It never throws.</summary>
    public async Task ProcessRequestAsync(HttpContext context)
    {
        try
        {
            await ServeAsync(context, new GateAnswerWriter(context.Response, world.Engine.ApiVersion));
        }
        catch (Exception error) when (error is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The client went away or the gate is closing; nobody is left to tell.
            context.Abort();
        }
    }

    private async Task ServeAsync(HttpContext context, GateAnswerWriter writer)
    {
        var connection = context.Features.GetRequiredFeature<GateConnection>();
        if (connection.IsCrowded)
        {
            var crowded = GateAnswer.Error(429, $"There are {_limits.Connections} connections already; close one, or use one client.");
            connection.IsRefused = true;
            await writer.WriteAsync((GateAnswer.Whole)crowded, keepAlive: false, ending);
            return;
        }

        GateRequest? request = null;
        try
        {
            request = await RequestReader.ReadAsync(context, ending);
            if (Interlocked.Increment(ref _requests) > _limits.Requests)
                throw RequestRefusedException.Closing(429, $"There were {_limits.Requests} requests already, as many as this lab allows.");
            await AnswerAsync(request, context, writer);
        }
        catch (RequestRefusedException refusal)
        {
            if (refusal.IsRefusal)
                ledger.Refuse(Operation(request), refusal.Message);
            connection.IsRefused |= !refusal.KeepsConnection;
            await writer.WriteAsync((GateAnswer.Whole)GateAnswer.Error(refusal.Status, refusal.Message), refusal.KeepsConnection, ending);
        }
        catch (Exception error) when (error is not (IOException or SocketException or OperationCanceledException or ObjectDisposedException))
        {
            // The Engine is gone, or answered what no Engine should; the run is not to blame, and the gate goes on.
            ledger.Failed(error);
            await writer.WriteAsync((GateAnswer.Whole)GateAnswer.Error(503, "Docker does not answer: our problem, not yours."), keepAlive: false, ending);
        }
    }

    private async Task AnswerAsync(GateRequest request, HttpContext context, GateAnswerWriter writer)
    {
        var started = ledger.Time.GetTimestamp();
        var (endpoint, argument) = EndpointTable.Find(request, world.Policy);
        var call = new GateCall(world, new QueryReader(request.Target.Query), request.Body, argument);
        // A long call ends with its client; a short one is done whole, so that the Engine and the timeline agree.
        using var gone = endpoint.MayTakeLong
            ? CancellationTokenSource.CreateLinkedTokenSource(ending, context.RequestAborted)
            : CancellationTokenSource.CreateLinkedTokenSource(ending);
        switch (await endpoint.AnswerAsync(call, gone.Token))
        {
            case GateAnswer.Whole whole:
                Record(endpoint, whole, whole.Detail, started);
                await writer.WriteAsync(whole, keepAlive: true, ending);
                break;
            case GateAnswer.Flowing flowing:
                if (!await FlowAsync(endpoint, flowing, writer, started, gone.Token))
                    context.Abort();
                break;
            default:
                throw new InvalidOperationException("An endpoint answered in an unknown form.");
        }
    }

    /// <returns>Whether the answer is whole; closing is all that is left to say of half an answer.</returns>
    private async Task<bool> FlowAsync(
        Endpoint endpoint, GateAnswer.Flowing flowing, GateAnswerWriter writer, long started, CancellationToken cancellationToken)
    {
        using var source = flowing.Source;
        var whole = false;
        try
        {
            whole = await writer.WriteAsync(flowing, cancellationToken);
        }
        catch (EngineGoneException error)
        {
            ledger.Failed(error);
            return false;
        }
        finally
        {
            Record(endpoint, flowing, $"{flowing.Detail} -> {flowing.Status}", started);
        }

        if (!whole)
            ledger.Refuse(endpoint.Operation ?? "", $"The answer is longer than {flowing.LongestBytes / 1024} KB, as much as this lab passes on.");
        return whole;
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
