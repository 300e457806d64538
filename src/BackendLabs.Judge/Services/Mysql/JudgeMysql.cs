using BackendLabs.Judge.Services.Servers;

namespace BackendLabs.Judge.Services.Mysql;

/// <inheritdoc/>
public sealed class JudgeMysql : ServerTool
{
    internal JudgeMysql(ServerSession session, SessionContext context, string database)
        : base(session, context, "MySQL", database)
    {
    }

    // https://mariadb.com/kb/en/lock-tables/: all may read, nobody may write.
    private protected override IReadOnlyList<string> LockStatements(string table) => [$"lock tables {table} read"];

    private protected override string UnlockStatement => "unlock tables";

    private protected override string WaitersQuery => """
        select count(*) from information_schema.processlist p
        where p.user like 'h%' and (p.state like 'Waiting for%lock%' or p.id in (select trx_mysql_thread_id from information_schema.innodb_trx where trx_state = 'LOCK WAIT'))
        """;

    private protected override string Quote(string name) => MysqlNames.Quote(name);
}
