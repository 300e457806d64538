using BackendLabs.Contract;

namespace BackendLabs.SnippetHost.Services;

/// <summary>What a snippet's process has of one kind of service. Each kind has a folder of this shape: a home and the service itself.</summary>
internal abstract class ServiceHome
{
    /// <summary>As <c>lab.yaml</c> writes it.</summary>
    public abstract string Kind { get; }

    /// <summary>
    /// Goes once through what a call will go through, on a service that leads nowhere: what the runtime has to load and to
    /// compile on the way is ready when somebody waits for an answer.
    /// </summary>
    /// <param name="tell">Where what is told leads nowhere, too.</param>
    public virtual Task RehearseAsync(SnippetFrames frames, Action<HostToJudge> tell) => Task.CompletedTask;

    public abstract ProcessService Open(ServiceContext context);

    /// <summary>What the client library knows of an exception that its message does not say; null where nothing, or where it is another's.</summary>
    public virtual ErrorFacts? FactsOf(Exception error) => null;

    /// <summary>Whether an exception's type is a library's own. To ask by the type itself would load the library.</summary>
    protected static bool IsOf(Exception error, string library) => error.GetType().Assembly.GetName().Name == library;

    /// <summary>Whether a parameter of this type is filled with the service.</summary>
    public bool Fills(Type type) => Contract.Services.ServiceKinds.Of(Kind).Parameters.Contains(type.FullName);
}

/// <summary>What a service of this process is opened with.</summary>
/// <param name="Name">The service's name in the lab.</param>
/// <param name="Access">What the judge says of how to reach it; null where it is in its usual place.</param>
/// <param name="Records">Whether its operations are told; false only where that is measured.</param>
internal sealed record ServiceContext(string Name, WorldPlaces Places, string? Access, SnippetFrames Frames, Action<HostToJudge> Send, bool Records, JudgeToHost.Load Load);

/// <summary>One service in this process, shared by all calls.</summary>
internal abstract class ProcessService
{
    /// <summary>Connects as a program does when it starts, so that what happens to the server later happens to a connection.</summary>
    public virtual void Start()
    {
    }

    /// <summary>What one call gets, opened where it first asks for it.</summary>
    /// <param name="ended">Cancelled with the call.</param>
    public abstract CallService OpenForCall(CancellationToken ended);

    /// <summary>The judge does something to the service.</summary>
    public virtual void Take(JudgeToHost.ToService change)
    {
    }
}

/// <summary>A service in the hands of one call, closed with it.</summary>
internal abstract class CallService : IAsyncDisposable
{
    /// <summary>What fills a parameter.</summary>
    /// <param name="type">One of the types that the home fills.</param>
    public abstract object For(Type type);

    public virtual ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
