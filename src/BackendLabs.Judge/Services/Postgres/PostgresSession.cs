using BackendLabs.Judge.Services.Servers;

namespace BackendLabs.Judge.Services.Postgres;

/// <summary>The world's PostgreSQL in one session.</summary>
internal sealed class PostgresSession(SessionContext context, PostgresHome home) : ServerSession(context, home)
{
    protected override ServerTool MakeTool(string database) => new JudgePostgres(this, Context, database);

    // The log stands beside the folder of the socket.
    protected override Task<IStatementLog> OpenLogAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IStatementLog>(new PostgresLog(Path.Combine(Path.GetDirectoryName(Place.Socket)!, "log")));
}
