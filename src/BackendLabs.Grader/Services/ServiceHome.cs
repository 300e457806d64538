using BackendLabs.Contract;
using BackendLabs.Labs;

namespace BackendLabs.Grader.Services;

/// <summary>What the grader has of one kind of service. Each kind has a folder of this shape: a home, a supply and what a world has of it.</summary>
internal abstract class ServiceHome
{
    /// <summary>As <c>lab.yaml</c> writes it.</summary>
    public abstract string Kind { get; }

    /// <summary>Whether a process could keep in its own memory what belongs into the service: such a cheat is tried.</summary>
    public virtual bool IsProbedForMemory => false;

    /// <summary>Whether it can be had here; for <c>lab doctor</c>.</summary>
    /// <returns>Null for a kind that is always there and has nothing to say.</returns>
    public virtual Task<ServiceState?> InspectAsync(GraderParts parts, CancellationToken cancellationToken) => Task.FromResult<ServiceState?>(null);

    /// <summary>Its version, for records.</summary>
    /// <returns>Null for a kind that is a part of these programs.</returns>
    public virtual async Task<string?> FindVersionAsync(GraderParts parts, CancellationToken cancellationToken) =>
        (await InspectAsync(parts, cancellationToken))?.Detail;

    /// <summary>Pulls what it needs and the Docker Engine has not, which may take minutes. Whether that succeeds is told when it starts.</summary>
    /// <param name="say">Told what is being pulled, before it is.</param>
    public virtual Task FetchAsync(GraderParts parts, Action<string> say, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Where the worlds of one judge get it from.</summary>
    /// <returns>Null where a world needs nothing of the grader.</returns>
    /// <exception cref="InfrastructureException">It cannot be had here; the remedy says how to get it.</exception>
    public virtual Task<ServiceSupply?> SupplyAsync(GraderParts parts, Lab lab) => Task.FromResult<ServiceSupply?>(null);
}

/// <summary>The homes by their kind.</summary>
internal static class ServiceHomes
{
    /// <summary>Those of a lab, in the list's order.</summary>
    public static IEnumerable<ServiceHome> Of(Lab lab)
    {
        var kinds = lab.Services.Values.Select(service => service.Kind).ToHashSet(StringComparer.Ordinal);
        return ServiceList.All.Where(home => kinds.Contains(home.Kind));
    }
}
