using BackendLabs.Contract;
using BackendLabs.Judge.Worlds;

namespace BackendLabs.Judge.Services;

/// <summary>One service in one session of a check: the judge's way to it, and the gates through which the snippet's processes reach it, or a copy.</summary>
internal abstract class ServiceSession : IAsyncDisposable
{
    /// <summary>In a probe of memory of its own: what each process keeps; null in every other run.</summary>
    public OwnCopies? Copies { get; protected init; }

    /// <summary>What the check's own code threw while it stood in for the service; null where it did not.</summary>
    public virtual Exception? Mistake => null;

    /// <summary>Before any gate is opened.</summary>
    /// <exception cref="WorldException">The service is not there.</exception>
    public virtual Task OpenAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Opens what a process of the snippet needs to reach the service.</summary>
    /// <param name="host">The number of the process.</param>
    /// <param name="folder">The one that the process's sandbox shows.</param>
    public virtual Task OpenGateAsync(WorldClient client, int host, string folder) => Task.CompletedTask;

    /// <summary>A process that the judge ended is gone.</summary>
    public virtual Task HostEndedAsync(int host) => Task.CompletedTask;

    /// <summary>What a process needs to know to reach the service, as its home in the process reads it; null where the usual place will do.</summary>
    public virtual async Task<string?> FindAccessAsync(int host) => Copies is null ? null : await Copies.BeginAsync(host);

    /// <summary>The tool that a check works the service with; the one before is done with.</summary>
    /// <param name="ofCopy">Whether it leads to what the snippet's processes have in place of the service, where they have a copy.</param>
    public abstract Task<object> MakeToolAsync(bool ofCopy, CancellationToken cancellationToken);

    /// <summary>Done with the copy's tool; the real service begins as the lab says.</summary>
    public virtual Task EndCopyAsync() => Task.CompletedTask;

    /// <summary>Keeps in mind what was arranged, before the student's code runs.</summary>
    public virtual void Remember()
    {
    }

    /// <summary>Looks once more at what the check arranged.</summary>
    /// <exception cref="Exception">The student's code changed it: <see cref="Explain"/> has the words.</exception>
    public virtual void EnsureKept()
    {
    }

    /// <summary>As it was before Given. None of the snippet's processes runs.</summary>
    public virtual Task ResetAsync() => Task.CompletedTask;

    /// <summary>Moves the time of what is kept.</summary>
    /// <returns>What became of it, in words for the timeline; null where time means nothing here.</returns>
    public virtual Task<string?> AdvanceClockAsync(TimeSpan by) => Task.FromResult<string?>(null);

    /// <summary>A process of the snippet tells of an operation; its times and texts are within bounds already.</summary>
    public virtual void Observe(TimelineEvent told, HostToJudge.Observed observed)
    {
    }

    /// <summary>A process of the snippet tells that an operation waits, as the judge asked.</summary>
    public virtual void Held(int number, int client)
    {
    }

    /// <summary>The grader tells what went through a gate of its own.</summary>
    public virtual void Take(TimelineEvent seen)
    {
    }

    /// <summary>What an exception that ended a check says of the student's code; null where it says nothing.</summary>
    /// <param name="isLoaded">Whether the student's code has had its hands on the world.</param>
    public virtual CheckStatus? Explain(Exception error, bool isLoaded) => null;

    public virtual ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
