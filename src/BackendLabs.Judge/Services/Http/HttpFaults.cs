namespace BackendLabs.Judge.Services.Http;

/// <summary>Every answer takes longer.</summary>
internal sealed class SlowHttp(TimeSpan by, TimeProvider time) : HttpObstacle
{
    public override async ValueTask<HttpReaction?> MeetAsync(Func<RenderedAnswer> answer, CancellationToken cancellationToken)
    {
        Fault?.Land();
        await Task.Delay(by, time, cancellationToken);
        return null;
    }
}

/// <summary>The next requests are answered with an error, and those after them as ever.</summary>
internal sealed class FailingHttp(int times, int status) : HttpObstacle
{
    private int _left = times;

    public override ValueTask<HttpReaction?> MeetAsync(Func<RenderedAnswer> answer, CancellationToken cancellationToken)
    {
        if (Interlocked.Decrement(ref _left) < 0)
            return default;
        Fault?.Land();
        return new(new HttpReaction.Whole(RenderedAnswer.Plain(status, "The service cannot answer now.")));
    }
}

/// <summary>Requests are taken and never answered.</summary>
internal sealed class FrozenHttp : HttpObstacle
{
    private readonly TaskCompletionSource _thawed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Thaw() => _thawed.TrySetResult();

    public override async ValueTask<HttpReaction?> MeetAsync(Func<RenderedAnswer> answer, CancellationToken cancellationToken)
    {
        if (_thawed.Task.IsCompleted)
            return null;
        Fault?.Land();
        await _thawed.Task.WaitAsync(cancellationToken);
        return null;
    }
}

/// <summary>The request is read, and the connection closed when an answer has hardly begun.</summary>
internal sealed class DroppingHttp : HttpObstacle
{
    // Where not one byte has come, .NET's client sends a request without a body up to three times more by itself, and what
    // the service was asked would not be what the snippet asked.
    private static readonly byte[] Begun = "HTTP/1.1"u8.ToArray();

    public override ValueTask<HttpReaction?> MeetAsync(Func<RenderedAnswer> answer, CancellationToken cancellationToken)
    {
        Fault?.Land();
        return new(new HttpReaction.Raw(Begun, "connection closed without an answer"));
    }
}

/// <summary>The service does what it is asked, but the connection breaks in the middle of its answer's body.</summary>
internal sealed class CuttingHttp : HttpObstacle
{
    public override ValueTask<HttpReaction?> MeetAsync(Func<RenderedAnswer> answer, CancellationToken cancellationToken)
    {
        Fault?.Land();
        var whole = answer();
        return new(new HttpReaction.Raw(whole.FirstHalf(), $"{whole.Status}, connection closed in the middle of the body"));
    }
}

/// <summary>What comes back is no HTTP.</summary>
internal sealed class RubbishHttp : HttpObstacle
{
    private static readonly byte[] Bytes = "220 mail.example.org ESMTP ready\r\n\0\u0001\u0002 this is no answer to a request\r\n\r\n"u8.ToArray();

    public override ValueTask<HttpReaction?> MeetAsync(Func<RenderedAnswer> answer, CancellationToken cancellationToken)
    {
        Fault?.Land();
        return new(new HttpReaction.Raw(Bytes, "bytes that are no HTTP"));
    }
}

/// <summary>A whole and proper answer with half of its body: what a service sends that broke while it wrote.</summary>
internal sealed class HalvingHttp : HttpObstacle
{
    public override ValueTask<HttpReaction?> MeetAsync(Func<RenderedAnswer> answer, CancellationToken cancellationToken)
    {
        var whole = answer();
        // What has no body has no half, and has not met the fault.
        if (whole.Body.Length == 0)
            return new(new HttpReaction.Whole(whole));
        Fault?.Land();
        return new(new HttpReaction.Whole(whole with { Body = whole.Body[..(whole.Body.Length / 2)] }));
    }
}
