using System.Globalization;
using BackendLabs.Contract;

namespace BackendLabs.SnippetHost.Services.Http;

/// <summary>What one call of the snippet asks of the HTTP service: from which place, for how long, with what result.</summary>
internal sealed class HttpTrace(SnippetFrames frames, Action<HostToJudge> send)
{
    private readonly HashSet<HttpOperation> _pending = [];
    private readonly FloodSample _told = new(FloodSample.OfOperations);

    /// <returns>Null for what is left out of a flood.</returns>
    public HttpOperation? Begin(HttpRequestMessage request)
    {
        if (!_told.TryTake())
            return null;
        var operation = new HttpOperation(request.Method.Method, request.RequestUri?.PathAndQuery ?? "", frames.Innermost(), send);
        lock (_pending)
            _pending.Add(operation);
        return operation;
    }

    public void End(HttpOperation? operation, HttpResponseMessage response) =>
        End(operation, ((int)response.StatusCode).ToString(CultureInfo.InvariantCulture), failed: (int)response.StatusCode >= 400);

    public void End(HttpOperation? operation, Exception error) => End(operation, ShownText.Of(error), failed: true);

    /// <summary>The call has returned: what is still under way will hardly be looked at any more.</summary>
    public void EndCall()
    {
        foreach (var operation in TakePending())
            operation.LeaveOpen("not finished when the call returned", isPending: false);
    }

    /// <summary>Time is up: tells what has no answer.</summary>
    public void TellPending()
    {
        foreach (var operation in TakePending())
            operation.LeaveOpen("no answer when time was up", isPending: true);
    }

    private HttpOperation[] TakePending()
    {
        lock (_pending)
        {
            HttpOperation[] left = [.. _pending];
            _pending.Clear();
            return left;
        }
    }

    private void End(HttpOperation? operation, string outcome, bool failed)
    {
        if (operation is null)
            return;
        lock (_pending)
            _pending.Remove(operation);
        operation.End(outcome, failed);
    }
}

/// <summary>One request under way. It is told once: when its answer begins, or when nobody waits for that.</summary>
internal sealed class HttpOperation(string method, string target, StackFrameToken? frame, Action<HostToJudge> send)
{
    private const int LongestTarget = 512;

    private readonly long _began = TimeProvider.System.Microseconds();
    private int _told;

    public void End(string outcome, bool failed) => Tell(Math.Max(1, TimeProvider.System.Microseconds() - _began), outcome, failed);

    public void LeaveOpen(string outcome, bool isPending) => Tell(duration: 0, outcome, failed: false, isPending);

    private void Tell(long duration, string outcome, bool failed, bool isPending = false)
    {
        if (Interlocked.Exchange(ref _told, 1) != 0)
            return;
        var seen = new TimelineEvent(_began, duration, HttpHome.Name, method, $"{ShownText.OnOneLine(target, 40)} -> {outcome}", Failed: failed, Pending: isPending);
        send(new HostToJudge.Observed(seen, frame, target.Length > LongestTarget ? null : target));
    }
}
