namespace BackendLabs.SnippetHost.Services.Mysql;

/// <summary>MySQL, reached without anything in between.</summary>
internal sealed class MysqlHome : ServiceHome
{
    public const string Name = Contract.Services.Mysql.MysqlHome.Name;

    public override string Kind => Name;

    public override ProcessService Open(ServiceContext context) => new MysqlService(context);
}
