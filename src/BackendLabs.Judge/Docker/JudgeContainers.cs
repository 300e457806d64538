using BackendLabs.Contract;
namespace BackendLabs.Judge.Docker;
public sealed class JudgeContainers : IAsyncDisposable
{
    internal JudgeContainers(string socket, Action<TimelineEvent> record, TimeProvider time) { _ = (socket, record, time); }
    internal void Saw(TimelineEvent e) => _ = e;
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
