using System.Globalization;
using System.Text.Json;
using BackendLabs.Contract;

namespace BackendLabs.Judge.Services.Http;

/// <summary>One world's HTTP service: what it answers, what it was asked, and what stands in its way. All gates of the world lead here.</summary>
/// <param name="timeline">Null for a copy, whose requests nobody is to see.</param>
/// <param name="refused">Takes each refusal; must not throw.</param>
/// <param name="most">Requests of the whole world: a loop that does not end is told so, long before it has filled anything.</param>
internal sealed class HttpUpstream(JsonSerializerOptions json, JudgeTimeline? timeline, TimeProvider time, Action<GateRefusal> refused, int most = 100_000)
{
    /// <summary>The list that a check can look at stops growing here; answering goes on.</summary>
    private const int RequestsKept = 10_000;

    private const long CharactersKept = 16 * 1024 * 1024;

    private readonly string _limitReason = string.Create(
        CultureInfo.InvariantCulture, $"a check may send {most} HTTP requests and your code has sent them all. Look for a loop that does not end");

    private readonly Lock _lock = new();
    private readonly List<SeenRequest> _requests = [];
    private long _kept;
    private bool _isCut;
    private int _counted;

    public HttpAnswers Answers { get; } = new(json);

    public HttpObstacles Obstacles { get; } = new();

    public IReadOnlyList<SeenRequest> Requests
    {
        get
        {
            lock (_lock)
                return [.. _requests];
        }
    }

    /// <summary>Whether there were more requests than are kept since they were cleared.</summary>
    public bool IsCut
    {
        get
        {
            lock (_lock)
                return _isCut;
        }
    }

    public void ClearRequests()
    {
        lock (_lock)
        {
            _requests.Clear();
            _kept = 0;
            _isCut = false;
        }
    }

    /// <summary>As it was before anything was declared; what stands in its way stays.</summary>
    public void Reset()
    {
        Answers.Clear();
        ClearRequests();
    }

    /// <summary>Puts a request on the timeline and among the requests, and says what is to be done with it.</summary>
    /// <param name="host">The process that sent it, from 1.</param>
    /// <param name="target">Path and query as they were sent.</param>
    /// <exception cref="OperationCanceledException">The snippet has hung up.</exception>
    public async Task<HttpReaction> TakeAsync(SeenRequest request, int host, string target, CancellationToken hungUp)
    {
        var count = Interlocked.Increment(ref _counted);
        if (count > most)
            return TooMany(isFirst: count == most + 1);
        Keep(request);
        var began = time.Microseconds();
        TimelineEvent Event(string outcome, bool failed, bool isOpen = false) =>
            new(began, isOpen ? 0 : Math.Max(1, time.Microseconds() - began), HttpHome.Name, request.Method, $"{HttpDetail.Shown(target)} -> {outcome}", Host: host, Failed: failed);
        var open = timeline?.AddOpen(Event("not answered", failed: true, isOpen: true));
        try
        {
            var reaction = await Obstacles.MeetAsync(() => Answers.Find(request), hungUp) ?? new HttpReaction.Whole(Answers.Find(request));
            timeline?.Close(open, Event(HttpDetail.Of(reaction), reaction.IsFailure));
            return reaction;
        }
        catch (OperationCanceledException)
        {
            timeline?.Close(open, Event("not answered: the caller hung up", failed: true));
            throw;
        }
    }

    /// <summary>A request that was no whole one.</summary>
    public void Saw(string method, string target, int host, int status, string why) => timeline?.Add(
        new TimelineEvent(time.Microseconds(), 0, HttpHome.Name, method, $"{HttpDetail.Shown(target)} -> {status.ToString(CultureInfo.InvariantCulture)}, {why}", Host: host, Failed: status >= 400));

    private HttpReaction.Whole TooMany(bool isFirst)
    {
        if (isFirst)
            refused(new GateRefusal(HttpHome.Name, "requests", _limitReason));
        return new HttpReaction.Whole(RenderedAnswer.Plain(429, _limitReason + "."));
    }

    private void Keep(SeenRequest request)
    {
        lock (_lock)
        {
            _kept += request.Path.Length + request.Query.Length + request.Body.Length + request.Headers.Sum(header => header.Key.Length + header.Value.Length);
            if (_requests.Count < RequestsKept && _kept <= CharactersKept)
                _requests.Add(request);
            else
                _isCut = true;
        }
    }
}
