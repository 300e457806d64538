using BackendLabs.Grader.Services.Servers;

namespace BackendLabs.Grader.Services.Mysql;

/// <summary>A private MariaDB for each world.</summary>
internal sealed class MysqlHome : ServerHome
{
    public const string Name = Contract.Services.Mysql.MysqlHome.Name;

    public override string Kind => Name;

    protected override DatabaseServer ServerAt(string program) => new MysqlServer(program);
}
