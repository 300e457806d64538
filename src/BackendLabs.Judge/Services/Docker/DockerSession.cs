using BackendLabs.Contract;
using BackendLabs.Judge.Worlds;

namespace BackendLabs.Judge.Services.Docker;

/// <summary>The world's containers in one session.</summary>
internal sealed class DockerSession(SessionContext context) : ServiceSession
{
    private JudgeContainers? _containers;

    private bool IsCopied => context.IsCopied(DockerHome.Name);

    public override Task<object> MakeToolAsync(bool ofCopy, CancellationToken cancellationToken)
    {
        var gate = context.World.PlaceOf(DockerHome.Name) ?? throw new WorldException("The world has no gate to Docker.");
        // In place of the snippet's containers the judge sees those that nobody ever makes.
        _containers ??= new JudgeContainers(IsCopied ? gate.Decoy! : gate.Socket, context.Timeline.Add, context.Time)
        {
            Missed = () => context.Timeline.Miss("operations on containers"),
        };
        return Task.FromResult<object>(_containers);
    }

    public override void Take(TimelineEvent seen)
    {
        if (IsCopied)
            return;
        context.Timeline.Add(seen);
        _containers?.Saw(seen);
    }

    public override async ValueTask DisposeAsync()
    {
        if (_containers is not null)
            await _containers.DisposeAsync();
    }
}
