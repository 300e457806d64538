using BackendLabs.Judge.Services.Servers;

namespace BackendLabs.Judge.Services.Postgres;

/// <inheritdoc/>
public sealed class JudgePostgres : ServerTool
{
    internal JudgePostgres(ServerSession session, SessionContext context, string database)
        : base(session, context, "PostgreSQL", database)
    {
    }

    // https://www.postgresql.org/docs/current/explicit-locking.html: SHARE conflicts with what writes, and not with what reads.
    private protected override IReadOnlyList<string> LockStatements(string table) => ["begin", $"lock table {table} in share mode"];

    private protected override string UnlockStatement => "rollback";

    private protected override string WaitersQuery => "select count(*) from pg_stat_activity where wait_event_type = 'Lock' and usename like 'h%'";

    private protected override string Quote(string name) => "\"" + name.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";
}
