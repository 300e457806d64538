namespace BackendLabs.Judge.Services.Http;

/// <summary>Something that a check has put between snippets and their HTTP service.</summary>
internal abstract class HttpObstacle
{
    public Fault? Fault { protected get; set; }

    /// <summary>Before a request is answered.</summary>
    /// <param name="answer">Makes the answer that the service would give.</param>
    /// <returns>What is done in its place; null where the request goes on.</returns>
    public abstract ValueTask<HttpReaction?> MeetAsync(Func<RenderedAnswer> answer, CancellationToken cancellationToken);
}

/// <summary>What the service does with a request.</summary>
internal abstract record HttpReaction
{
    private HttpReaction() { }

    /// <summary>Whether the client has no answer, or one that says that it failed (RFC 9110, section 15: 4xx and 5xx).</summary>
    public bool IsFailure => this is not Whole { Answer.Status: < 400 };

    public sealed record Whole(RenderedAnswer Answer) : HttpReaction;

    /// <summary>Sends bytes that are no whole answer, and closes the connection.</summary>
    /// <param name="Words">For the timeline: what became of the request.</param>
    public sealed record Raw(byte[] Bytes, string Words) : HttpReaction;
}

/// <summary>The obstacles of one world's HTTP service.</summary>
internal sealed class HttpObstacles
{
    private readonly Lock _lock = new();
    private volatile HttpObstacle[] _all = [];

    public void Add(HttpObstacle obstacle)
    {
        lock (_lock)
            _all = [.. _all, obstacle];
    }

    public void Remove(HttpObstacle obstacle)
    {
        lock (_lock)
            _all = [.. _all.Where(other => other != obstacle)];
    }

    /// <returns>What the first of them does that lets nothing pass; null where all do.</returns>
    public async ValueTask<HttpReaction?> MeetAsync(Func<RenderedAnswer> answer, CancellationToken cancellationToken)
    {
        foreach (var obstacle in _all)
        {
            if (await obstacle.MeetAsync(answer, cancellationToken) is { } reaction)
                return reaction;
        }

        return null;
    }
}
