using System.Globalization;
using System.Runtime.CompilerServices;
using BackendLabs.Contract;
using MySqlConnector;

namespace BackendLabs.SnippetHost.Services.Mysql;

/// <summary>MySQL, reached without anything in between.</summary>
internal sealed class MysqlHome : ServiceHome
{
    public const string Name = Contract.Services.Mysql.MysqlHome.Name;

    public override string Kind => Name;

    public override ProcessService Open(ServiceContext context) => new MysqlService(context);

    public override ErrorFacts? FactsOf(Exception error) => IsOf(error, "MySqlConnector") ? Read(error) : null;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ErrorFacts? Read(Exception error) => error is MySqlException server ? ErrorFacts.OfCode(server.Number.ToString(CultureInfo.InvariantCulture)) : null;
}
