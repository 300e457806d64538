using BackendLabs.Contract;

namespace BackendLabs.Grader.Services.Sqlite;

/// <summary>SQLite, embedded: judge and student's process open a file of the world.</summary>
internal sealed class SqliteHome : ServiceHome
{
    public override string Kind => Contract.Services.Sqlite.SqliteHome.Name;

    public override bool IsProbedForMemory => true;

    public override Task<ServiceState?> InspectAsync(GraderParts parts, CancellationToken cancellationToken) =>
        Task.FromResult<ServiceState?>(new ServiceState(Kind, Available: true, $"embedded, version {SqliteVersion.Text}", Remedy: null));

    public override Task<string?> FindVersionAsync(GraderParts parts, CancellationToken cancellationToken) => Task.FromResult<string?>(SqliteVersion.Text);
}
