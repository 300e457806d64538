using BackendLabs.Judge.Services.Servers;

namespace BackendLabs.Judge.Services.Mysql;

/// <summary>The world's MySQL in one session.</summary>
internal sealed class MysqlSession(SessionContext context, MysqlHome home) : ServerSession(context, home)
{
    private MysqlLog? _log;

    protected override ServerTool MakeTool(string database) => new JudgeMysql(this, Context, database);

    protected override Task<IStatementLog> OpenLogAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IStatementLog>(_log = new MysqlLog(() => home.MakeJudgeConnection(Place, "mysql")));

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (_log is not null)
            await _log.DisposeAsync();
    }
}
