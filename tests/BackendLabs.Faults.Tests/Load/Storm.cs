using System.Collections.Concurrent;
using BackendLabs.Testing.Web;

namespace BackendLabs.Faults.Tests.Load;

/// <summary>Two graders, of which one dies by SIGKILL every few seconds and is started again.</summary>
internal sealed class Storm : IAsyncDisposable
{
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(6);

    private readonly PracticeSite _site;
    private readonly Random _random;
    private readonly CancellationTokenSource _calm = new();
    private readonly PublishedProcess[] _graders;

    public Storm(PracticeSite site, Random random)
    {
        _site = site;
        _random = random;
        _graders = [Start(), Start()];
    }

    /// <summary>When each was.</summary>
    public ConcurrentQueue<DateTimeOffset> Kills { get; } = [];

    /// <summary>Kills until it is calmed, or so often.</summary>
    public async Task BlowAsync(int most)
    {
        while (Kills.Count < most)
        {
            await Task.Delay(Shortest + _random.NextDouble() * (Longest - Shortest), TimeProvider.System, _calm.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (_calm.IsCancellationRequested)
                return;
            var struck = _random.Next(_graders.Length);
            Kills.Enqueue(TimeProvider.System.GetUtcNow());
            await _graders[struck].KillAsync();
            await _graders[struck].DisposeAsync();
            _graders[struck] = Start();
        }
    }

    public Task CalmAsync() => _calm.CancelAsync();

    /// <summary>From the kill to the next start, of an attempt that was begun more than once.</summary>
    public IEnumerable<TimeSpan> TakenOverAfter(IReadOnlyList<DateTimeOffset> starts) =>
        from pair in starts.Zip(starts.Skip(1))
        let kills = Kills.Where(kill => kill >= pair.First && kill <= pair.Second).ToList()
        where kills.Count > 0
        select pair.Second - kills[0];

    public async ValueTask DisposeAsync()
    {
        await CalmAsync();
        foreach (var grader in _graders)
            await grader.DisposeAsync();
        _calm.Dispose();
    }

    private PublishedProcess Start() => PublishedProcess.Start(
        "cli/lab.dll", _site.Home, new Dictionary<string, string>(StringComparer.Ordinal) { ["BACKENDLABS_STORE"] = _site.Store }, "grader", "--slots", "1");
}
