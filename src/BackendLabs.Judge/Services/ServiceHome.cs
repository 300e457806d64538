using BackendLabs.Contract;
using BackendLabs.Judge.Snapshots;
using BackendLabs.Judge.Snippets;
using BackendLabs.Judge.Timeline;
using BackendLabs.Judge.Worlds;

namespace BackendLabs.Judge.Services;

/// <summary>What the judge has of one kind of service. Each kind has a folder of this shape: a home, a session, and the check's tool.</summary>
internal abstract class ServiceHome
{
    /// <summary>As <c>lab.yaml</c> writes it.</summary>
    public abstract string Kind { get; }

    /// <summary>How what the student's process tells is put beside what was seen; null where it stands for itself.</summary>
    public virtual OperationMatch? Match => null;

    /// <summary>What takes time once for all worlds of a lab; runs beside the loading of the checks.</summary>
    /// <returns>What <see cref="FillAsync"/> and the sessions get; null for nothing.</returns>
    /// <exception cref="SeedException">A text of the lab's seed is wrong.</exception>
    public virtual object? Prepare(GraderToJudge.Prepare definition, TimeProvider time) => null;

    /// <summary>Fills a fresh world's service with the lab's seed, before anybody asks for the world.</summary>
    /// <param name="prepared">What <see cref="Prepare"/> gave.</param>
    /// <exception cref="WorldException">It cannot be filled.</exception>
    public virtual Task FillAsync(World world, object? prepared, CancellationToken cancellationToken) => Task.CompletedTask;

    public abstract ServiceSession Open(SessionContext context);

    /// <summary>What an exception of its client library means to a student, with the next step; null where its own message is all there is.</summary>
    /// <param name="given">The names of the services that the lab's methods are given.</param>
    public virtual string? Explain(SnippetFailure thrown, string given) => null;

    /// <summary>Looks at what the service holds once a check is over; the student's processes have ended by then.</summary>
    /// <remarks>Only asked of kinds that keep something: <see cref="Contract.Services.ServiceHome.SnapshotTitle"/>.</remarks>
    public virtual Task<ServiceSnapshot> LookAsync(WorldLook look) => throw new NotSupportedException($"{Kind} keeps nothing to look at.");
}

/// <summary>One service of a world that is to be looked at.</summary>
/// <param name="Service">Its name in the lab.</param>
/// <param name="AreGone">Whether all of the student's processes have ended.</param>
internal sealed record WorldLook(string Service, World World, SnapshotBudget Budget, bool AreGone, TimeProvider Time, CancellationToken CancellationToken)
{
    /// <summary>Whether a thread is still reading; this process should not serve another run then.</summary>
    public bool LeavesThread { get; set; }
}

/// <summary>The homes by their kind.</summary>
internal static class ServiceHomes
{
    private static readonly Dictionary<string, ServiceHome> ByKind = ServiceList.All.ToDictionary(home => home.Kind, StringComparer.Ordinal);

    /// <summary>How what a student's process tells of a kind is put beside what was seen; kinds whose operations only the process sees have none.</summary>
    public static IReadOnlyDictionary<string, OperationMatch> Matches { get; } = ByKind.Values
        .Where(home => home.Match is not null)
        .ToDictionary(home => home.Kind, home => home.Match!, StringComparer.Ordinal);

    public static ServiceHome Of(string kind) => ByKind[kind];
}
