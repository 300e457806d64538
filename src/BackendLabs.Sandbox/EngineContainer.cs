using System.Text.Json.Nodes;
using BackendLabs.DockerGate;

namespace BackendLabs.Sandbox;

/// <summary>One container of ours on the Engine, from its making to its end.</summary>
internal sealed class EngineContainer(EngineClient engine, string id)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    public string Id => id;

    public Task<Stream> AttachAsync(CancellationToken cancellationToken) =>
        engine.UpgradeAsync($"containers/{id}/attach?stream=1&stdin=1&stdout=1&stderr=1", Limit, cancellationToken);

    /// <exception cref="EngineGoneException">It does not start; the message has the Engine's reason.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var answer = await engine.SendAsync(HttpMethod.Post, $"containers/{id}/start", body: null, Limit, cancellationToken);
        if (answer.Status != 204)
            throw new EngineGoneException(answer.Message() ?? $"the Docker Engine answered status {answer.Status}");
    }

    /// <returns>Of its first process, as the Engine counts; 0 where it has ended.</returns>
    public async Task<int> ProcessIdAsync(CancellationToken cancellationToken) =>
        (await StateAsync(cancellationToken))["Pid"]?.GetValue<int>() ?? 0;

    /// <summary>Waits, however long, and says how it ended.</summary>
    public async Task<(int Code, bool OutOfMemory)> WaitAsync()
    {
        var answer = await engine.SendAsync(HttpMethod.Post, $"containers/{id}/wait", body: null, Timeout.InfiniteTimeSpan, CancellationToken.None);
        if (answer.Status != 200)
            throw new EngineGoneException($"The Docker Engine does not wait for a container: {answer.Status} {answer.Message()}");
        var state = await StateAsync(CancellationToken.None);
        return (answer.Json()["StatusCode"]!.GetValue<int>(), state["OOMKilled"]?.GetValue<bool>() ?? false);
    }

    /// <summary>Whatever it does, it ends; one that has ended answers 409, which is as good.</summary>
    public Task KillAsync() => engine.SendAsync(HttpMethod.Post, $"containers/{id}/kill", body: null, Limit, CancellationToken.None);

    public async Task RemoveAsync(CancellationToken cancellationToken)
    {
        try
        {
            await engine.SendAsync(HttpMethod.Delete, $"containers/{id}?force=1&v=1", body: null, Limit, cancellationToken);
        }
        catch (EngineGoneException)
        {
            // What is left is removed by its label at the next start.
        }
    }

    private async Task<JsonObject> StateAsync(CancellationToken cancellationToken)
    {
        var answer = await engine.SendAsync(HttpMethod.Get, $"containers/{id}/json", body: null, Limit, cancellationToken);
        return answer.Status == 200 && answer.Json()["State"] is JsonObject state
            ? state
            : throw new EngineGoneException($"The Docker Engine does not know a container that it made: {answer.Status} {answer.Message()}");
    }
}
