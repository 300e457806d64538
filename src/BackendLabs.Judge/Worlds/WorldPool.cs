using System.Threading.Channels;
using BackendLabs.Contract;

namespace BackendLabs.Judge.Worlds;

/// <summary>Keeps a few worlds ready, so that a check never waits for a process to start.</summary>
internal sealed class WorldPool : IAsyncDisposable
{
    private readonly Channel<OpenedWorld> _ready;
    private readonly CancellationTokenSource _stop = new();
    private readonly GraderLink _grader;
    private readonly JudgeRequest.Prepare _lab;
    private readonly Task _filling;

    public WorldPool(GraderLink grader, JudgeRequest.Prepare lab)
    {
        _grader = grader;
        _lab = lab;
        _ready = Channel.CreateBounded<OpenedWorld>(Math.Max(1, lab.Ahead));
        _filling = FillAsync();
    }

    /// <exception cref="WorldException">The next world could not be made.</exception>
    public async Task<World> TakeAsync(CancellationToken cancellationToken) =>
        await _ready.Reader.ReadAsync(cancellationToken) switch
        {
            OpenedWorld.Ready ready => ready.World,
            OpenedWorld.Unopened unopened => throw new WorldException(unopened.Reason),
            var other => throw new InvalidOperationException(other.ToString()),
        };

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _filling;
        while (_ready.Reader.TryRead(out var left))
        {
            if (left is OpenedWorld.Ready ready)
                await ready.World.DisposeAsync();
        }

        _stop.Dispose();
    }

    private async Task FillAsync()
    {
        try
        {
            // Room is awaited before a world is made, so that none is made without one.
            while (await _ready.Writer.WaitToWriteAsync(_stop.Token))
                await _ready.Writer.WriteAsync(await OpenAsync(), _stop.Token);
        }
        catch (OperationCanceledException)
        {
            // The pool is being let go.
        }
    }

    private async Task<OpenedWorld> OpenAsync()
    {
        try
        {
            return new OpenedWorld.Ready(await World.OpenAsync(_grader, _lab, _stop.Token));
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            return new OpenedWorld.Unopened(error.Message);
        }
    }

    private abstract record OpenedWorld
    {
        private OpenedWorld() { }

        public sealed record Ready(World World) : OpenedWorld;

        public sealed record Unopened(string Reason) : OpenedWorld;
    }
}
