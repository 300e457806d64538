using System.Runtime.CompilerServices;
using BackendLabs.Store;

namespace BackendLabs.Web.Sessions;

/// <summary>
/// Follows sessions for all who look at them at this node. However many they are, each session is read once for a change, and
/// at most twice a second: three hundred students who write change it all the time.
/// </summary>
internal sealed class SessionWatch(LabStore store, TimeProvider time)
{
    /// <summary>Deadlines pass without anybody changing anything.</summary>
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(500);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Watched> _watched = new(StringComparer.Ordinal);

    /// <summary>The session as it is, and again after each change; ends where there is no such session.</summary>
    public async IAsyncEnumerable<SessionSnapshot> FollowAsync(string session, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var watched = Enter(session);
        try
        {
            SessionSnapshot? seen = null;
            while (await watched.AfterAsync(seen).WaitAsync(cancellationToken) is { } snapshot)
                yield return seen = snapshot;
        }
        finally
        {
            Leave(session, watched);
        }
    }

    private Watched Enter(string session)
    {
        lock (_lock)
        {
            if (!_watched.TryGetValue(session, out var watched))
            {
                _watched[session] = watched = new Watched();
                _ = Task.Run(() => LookAsync(session, watched));
            }

            watched.Watchers++;
            return watched;
        }
    }

    private void Leave(string session, Watched watched)
    {
        lock (_lock)
        {
            if (--watched.Watchers > 0)
                return;
            _watched.Remove(session);
        }

        watched.End.Cancel();
    }

    private async Task LookAsync(string session, Watched watched)
    {
        var end = watched.End.Token;
        while (!end.IsCancellationRequested)
        {
            try
            {
                var changed = store.Sessions.Changes();
                watched.Set(await SessionSnapshot.LookAsync(store, session, end));
                await Task.Delay(Rest, time, end);
                await changed(LookAgain, end);
            }
            catch (OperationCanceledException)
            {
                // Nobody looks any more.
            }
            catch (Exception error) when (LabStore.IsAway(error))
            {
                // Those who look see what was last known until it is back.
                await Task.Delay(LookAgain, time, end).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (Exception error)
            {
                // Those who look are told, and begin anew.
                watched.Fail(error);
                return;
            }
        }
    }

    private sealed class Watched
    {
        private readonly Lock _lock = new();
        private TaskCompletionSource<SessionSnapshot?> _next = Fresh();
        private SessionSnapshot? _last;
        private bool _isGone;
        private Exception? _error;

        /// <summary>Has no timer, so nothing is left where it is not disposed.</summary>
        public CancellationTokenSource End { get; } = new();

        public int Watchers { get; set; }

        public Task<SessionSnapshot?> AfterAsync(SessionSnapshot? seen)
        {
            lock (_lock)
            {
                return _error is not null ? Task.FromException<SessionSnapshot?>(_error)
                    : _isGone || (_last is not null && !ReferenceEquals(_last, seen)) ? Task.FromResult(_isGone ? null : _last)
                    : _next.Task;
            }
        }

        public void Set(SessionSnapshot? snapshot)
        {
            lock (_lock)
            {
                _last = snapshot;
                _isGone = snapshot is null;
                _next.TrySetResult(snapshot);
                _next = Fresh();
            }
        }

        public void Fail(Exception error)
        {
            lock (_lock)
            {
                _error = error;
                _next.TrySetException(error);
            }
        }

        private static TaskCompletionSource<SessionSnapshot?> Fresh() => new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
