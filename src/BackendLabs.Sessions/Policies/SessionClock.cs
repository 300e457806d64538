namespace BackendLabs.Sessions.Policies;

/// <summary>A clock that stands while the session is paused, as it is known at one moment.</summary>
internal sealed class SessionClock
{
    // In order and apart from each other; none reaches beyond the moment.
    private readonly List<(DateTimeOffset Began, DateTimeOffset Ended)> _pauses = [];

    public SessionClock(IReadOnlyList<Pause> pauses, DateTimeOffset now)
    {
        foreach (var pause in pauses.Where(pause => pause.Began <= now).OrderBy(pause => pause.Began))
        {
            var lasts = pause.Ended is null || pause.Ended > now;
            var ended = lasts ? now : pause.Ended!.Value;
            if (lasts) PausedSince ??= _pauses.Count > 0 && _pauses[^1].Ended >= pause.Began ? _pauses[^1].Began : pause.Began;
            if (ended <= pause.Began) continue;
            if (_pauses.Count > 0 && _pauses[^1].Ended >= pause.Began) _pauses[^1] = (_pauses[^1].Began, Later(_pauses[^1].Ended, ended));
            else _pauses.Add((pause.Began, ended));
        }
    }

    /// <summary>Since when the session stands still at this moment; null while it does not.</summary>
    public DateTimeOffset? PausedSince { get; }

    /// <summary>When so much time has run since a moment. A pause that begins at that very end, or later, moves it no more.</summary>
    public DateTimeOffset After(DateTimeOffset start, TimeSpan time)
    {
        var end = start + time;
        foreach (var (began, ended) in _pauses)
        {
            if (ended <= start) continue;
            if (began >= end) break;
            end += ended - Later(began, start);
        }
        return end;
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one >= other ? one : other;
}
