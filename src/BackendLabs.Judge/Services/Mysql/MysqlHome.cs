using System.Data.Common;
using BackendLabs.Contract;
using BackendLabs.Judge.Services.Servers;
using BackendLabs.Judge.Snippets;
using BackendLabs.Judge.Timeline;
using MySqlConnector;

namespace BackendLabs.Judge.Services.Mysql;

/// <summary>MySQL: a MariaDB for each world, which the snippet reaches itself.</summary>
internal sealed class MysqlHome : ServerHome
{
    public const string Name = Contract.Services.Mysql.MysqlHome.Name;

    public override string Kind => Name;

    // The server writes a statement down when it begins.
    public override OperationMatch Match { get; } = new StatementMatch(seesOutcomes: false);

    public override string ColumnsQuery => """
        select c.table_name, c.column_name, c.column_type, if(c.column_key = 'PRI', 1, 0)
        from information_schema.columns c join information_schema.tables b on b.table_schema = c.table_schema and b.table_name = c.table_name
        where c.table_schema = database() and b.table_type = 'BASE TABLE' order by c.table_name, c.ordinal_position
        """;

    protected override string Maintenance => "mysql";

    public override ServiceSession Open(SessionContext context) => new MysqlSession(context, this);

    public override string? Explain(SnippetFailure thrown, string given) => MysqlThrows.Table.Find(thrown, given);

    public override string Quote(string name) => MysqlNames.Quote(name);

    public override string AddressFor(string socket, string user, string password, string database) => Address(socket, user, password, database).ToString();

    // Students use rows. What runs by itself (a trigger, a routine) could be run by the judge, who may do anything.
    public override Task MakeAccountAsync(ServicePlace place, string user, string password, string database, CancellationToken cancellationToken) => RunAsync(
        place,
        Maintenance,
        $"create user {user}@localhost identified by '{password}'; grant select, insert, update, delete, create temporary tables, lock tables, show view on {database}.* to {user}@localhost",
        cancellationToken);

    public override async Task DropDatabaseAsync(ServicePlace place, string name, CancellationToken cancellationToken)
    {
        await using var connection = await ConnectAsync(place, Maintenance, cancellationToken);
        foreach (var session in await TextsAsync(connection, $"select id from information_schema.processlist where db = '{name}' and id <> connection_id()", cancellationToken))
            await RunAsync(connection, $"kill {session}", cancellationToken);
        await RunAsync(connection, $"drop database if exists {name}", cancellationToken);
    }

    // There is no command for it: each table is made alike and filled.
    public override async Task CopyDatabaseAsync(ServicePlace place, string name, CancellationToken cancellationToken)
    {
        await using var connection = await ConnectAsync(place, Maintenance, cancellationToken);
        await RunAsync(connection, $"create database {name}", cancellationToken);
        foreach (var table in await TextsAsync(connection, $"select table_name from information_schema.tables where table_schema = '{Database}' and table_type = 'BASE TABLE'", cancellationToken))
            await RunAsync(connection, $"create table {name}.{Quote(table)} like {Database}.{Quote(table)}; insert into {name}.{Quote(table)} select * from {Database}.{Quote(table)}", cancellationToken);
    }

    protected override DbConnection MakeConnection(ServicePlace place, string database) => MakeJudgeConnection(place, database);

    public MySqlConnection MakeJudgeConnection(ServicePlace place, string database)
    {
        var address = Address(place.Socket, "judge", place.Password!, database);
        (address.Pooling, address.ConnectionTimeout, address.DefaultCommandTimeout, address.AllowUserVariables) = (false, 5, 0, true);
        return new MySqlConnection(address.ToString());
    }

    private static MySqlConnectionStringBuilder Address(string socket, string user, string password, string database) => new()
    {
        Server = socket,
        ConnectionProtocol = MySqlConnectionProtocol.UnixSocket,
        UserID = user,
        Password = password,
        Database = database,
    };

    private static async Task<List<string>> TextsAsync(DbConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var texts = new List<string>();
        while (await reader.ReadAsync(cancellationToken))
            texts.Add(Convert.ToString(reader.GetValue(0), System.Globalization.CultureInfo.InvariantCulture)!);
        return texts;
    }
}

internal static class MysqlNames
{
    public static string Quote(string name) => "`" + name.Replace("`", "``", StringComparison.Ordinal) + "`";
}
