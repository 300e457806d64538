namespace BackendLabs.Judge.Services.Http;

/// <content>What a check does to the service and to the way there. A fault that never landed fails its check.</content>
public sealed partial class JudgeHttp
{
    private const string NoRequest = "your code sent the HTTP service no request while it lasted";

    /// <summary>Every answer comes this much later.</summary>
    public Fault SlowBy(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.FromMilliseconds(1));
        return Begin($"slower by {by.TotalMilliseconds:0} ms", NoRequest, new SlowHttp(by, _time));
    }

    /// <summary>The next requests are answered with an error, whatever they ask for; those after them as ever.</summary>
    /// <param name="times">At least 1.</param>
    /// <param name="status">400 to 599.</param>
    public Fault FailTimes(int times, int status = 503)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(times, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(status, 400);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(status, 599);
        return Begin($"fails {(times == 1 ? "once" : $"{times} times")} with {status}", NoRequest, new FailingHttp(times, status));
    }

    /// <summary>Requests are taken and never answered; those that still wait are, when it is lifted.</summary>
    public Fault Freeze()
    {
        var frozen = new FrozenHttp();
        return Begin("frozen", NoRequest, frozen, frozen.Thaw);
    }

    /// <summary>Each request is read, and its connection closed without an answer. The service has done nothing then.</summary>
    public Fault DropConnections() => Begin("drops its connections", NoRequest, new DroppingHttp());

    /// <summary>The service does what it is asked, and the connection breaks in the middle of the answer's body.</summary>
    public Fault CutAnswers() => Begin("cuts its answers", NoRequest, new CuttingHttp());

    /// <summary>What comes back are bytes that are no HTTP, and the connection is closed.</summary>
    public Fault AnswerRubbish() => Begin("answers rubbish", NoRequest, new RubbishHttp());

    /// <summary>The service does what it is asked, and answers with the first half of the body as if it were the whole: JSON that breaks off, with the length that it has.</summary>
    public Fault HalveAnswers() => Begin("halves its answers", "your code was sent no body while it lasted", new HalvingHttp());

    private Fault Begin(string how, string unreached, HttpObstacle obstacle, Action? lift = null)
    {
        var fault = _ledger.Add(new Fault(HttpHome.Name, "HTTP service " + how, unreached, _timeline, () =>
        {
            _upstream.Obstacles.Remove(obstacle);
            lift?.Invoke();
            return Task.CompletedTask;
        }));
        obstacle.Fault = fault;
        _upstream.Obstacles.Add(obstacle);
        return fault;
    }
}
