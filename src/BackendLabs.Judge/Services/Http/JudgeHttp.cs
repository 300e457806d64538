using BackendLabs.Contract;
using BackendLabs.Judge.Faults;

namespace BackendLabs.Judge.Services.Http;

/// <summary>
/// The HTTP service that the snippet asks by its <see cref="HttpClient"/>: <c>Http</c>. It answers what the check declares,
/// 404 at any other path, and remembers what it was asked.
/// </summary>
public sealed partial class JudgeHttp
{
    private readonly HttpUpstream _upstream;
    private readonly FaultLedger _ledger;
    private readonly JudgeTimeline _timeline;
    private readonly TimeProvider _time;

    internal JudgeHttp(HttpUpstream upstream, FaultLedger ledger, JudgeTimeline timeline, TimeProvider time)
    {
        _upstream = upstream;
        _ledger = ledger;
        _timeline = timeline;
        _time = time;
    }

    /// <summary>What the snippet has asked so far, oldest first. One that a fault met is among them. A check that asks where there were more
    /// than 10,000 requests, or 16 million characters of them, since they were cleared fails.</summary>
    public IReadOnlyList<SeenRequest> Requests
    {
        get
        {
            if (_upstream.IsCut)
                _timeline.Miss("HTTP requests");
            return _upstream.Requests;
        }
    }

    /// <summary>Waits until the snippet has sent so many requests since they were cleared.</summary>
    /// <param name="count">At least 1.</param>
    /// <param name="during">The call that should send them; where it ends first, the check fails with words that say so. Null where none is awaited.</param>
    public async Task WaitForRequestsAsync(int count, Task? during = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        var began = _time.GetTimestamp();
        while (_upstream.Requests.Count < count)
        {
            var ended = during is { IsCompleted: true };
            var sent = _upstream.Requests.Count;
            if (sent >= count)
                return;
            if (ended)
                await during!;
            if (ended || _time.GetElapsedTime(began) > JudgeTimes.Requests)
                Expectation.Hold(condition: false, $"Your code sent {Words(sent)} where {Words(count)} should come{(ended ? ", and its call has ended" : "")}.");
            await Task.Delay(JudgeTimes.BetweenLooks, _time);
        }
    }

    private static string Words(int requests) => requests switch
    {
        0 => "no request",
        1 => "1 request",
        _ => $"{requests} requests",
    };

    /// <summary>Forgets <see cref="Requests"/>, so that the next phase of a check counts from none. The timeline keeps them.</summary>
    public void ClearRequests() => _upstream.ClearRequests();

    /// <summary>Declares what a request is answered; one for the same method and path takes the place of the former.</summary>
    /// <param name="method">In capitals: <c>GET</c>.</param>
    /// <param name="path">Begins with a slash. With a query it answers that query alone, without one any. A <c>*</c> at its end stands for whatever follows.</param>
    /// <param name="body">Null for none. A text goes as it is, bytes as they are, anything else as JSON with names in camelCase.</param>
    /// <param name="status">200 to 599.</param>
    /// <exception cref="CheckScriptException">There is no such method, path or status.</exception>
    public void Answer(string method, string path, object? body = null, int status = 200)
    {
        var rendered = RenderedAnswer.Of(body as HttpAnswer ?? new HttpAnswer(status, body), _upstream.Answers.Json);
        Declare(method, path, _ => rendered, HttpDetail.Of(new HttpReaction.Whole(rendered)));
    }

    /// <inheritdoc cref="Answer(string, string, object?, int)"/>
    /// <param name="answer">Makes the answer to each request, one at a time.</param>
    public void Answer(string method, string path, Func<SeenRequest, HttpAnswer> answer) =>
        Declare(method, path, request => RenderedAnswer.Of(answer(request), _upstream.Answers.Json), "as it is asked");

    private void Declare(string method, string path, Func<SeenRequest, RenderedAnswer> make, string words)
    {
        _upstream.Answers.Declare(method, path, make);
        _timeline.Add(new TimelineEvent(_timeline.Now, 0, HttpHome.Name, "answer", $"{method} {HttpDetail.Shown(path)} -> {words}"));
    }
}
