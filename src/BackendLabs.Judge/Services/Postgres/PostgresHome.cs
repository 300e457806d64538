using System.Collections.Concurrent;
using System.Data.Common;
using BackendLabs.Contract;
using BackendLabs.Judge.Services.Servers;
using BackendLabs.Judge.Snippets;
using BackendLabs.Judge.Timeline;
using Npgsql;

namespace BackendLabs.Judge.Services.Postgres;

/// <summary>PostgreSQL: a server for each world, which the snippet reaches itself.</summary>
internal sealed class PostgresHome : ServerHome
{
    public const string Name = Contract.Services.Postgres.PostgresHome.Name;

    private readonly ConcurrentDictionary<(ServicePlace Place, string Database), NpgsqlDataSource> _sources = new();

    public override string Kind => Name;

    public override OperationMatch Match { get; } = new StatementMatch(seesOutcomes: true);

    public override string ColumnsQuery => """
        select c.table_name::text, c.column_name::text, c.data_type::text,
            exists (select 1 from information_schema.key_column_usage k join information_schema.table_constraints t using (constraint_schema, constraint_name)
                where t.constraint_type = 'PRIMARY KEY' and k.table_schema = 'public' and k.table_name = c.table_name and k.column_name = c.column_name)::int
        from information_schema.columns c join information_schema.tables b using (table_schema, table_name)
        where c.table_schema = 'public' and b.table_type = 'BASE TABLE' order by c.table_name, c.ordinal_position
        """;

    protected override string Maintenance => "template1";

    // Students use rows. Whoever could make functions could have them run by the judge, who may do anything.
    protected override string Preparation => """
        grant usage on schema public to snippet;
        alter default privileges grant select, insert, update, delete on tables to snippet;
        alter default privileges grant usage, select, update on sequences to snippet;
        """;

    public override ServiceSession Open(SessionContext context) => new PostgresSession(context, this);

    public override string? Explain(SnippetFailure thrown, string given) => PostgresThrows.Table.Find(thrown, given);

    public override string Quote(string name) => "\"" + name.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";

    public override string AddressFor(string socket, string user, string password, string database) => new NpgsqlConnectionStringBuilder
    {
        Host = socket,
        Username = user,
        Password = password,
        Database = database,
    }.ToString();

    public override Task MakeAccountAsync(ServicePlace place, string user, string password, string database, CancellationToken cancellationToken) =>
        RunAsync(place, Maintenance, $"create role {user} login password '{password}' in role snippet connection limit 40; grant connect, temporary on database {database} to {user}", cancellationToken);

    public override Task DropDatabaseAsync(ServicePlace place, string name, CancellationToken cancellationToken) =>
        RunAsync(place, Maintenance, $"drop database if exists {name} with (force)", cancellationToken);

    public override Task CopyDatabaseAsync(ServicePlace place, string name, CancellationToken cancellationToken) =>
        RunAsync(place, Maintenance, $"create database {name} template {Database}", cancellationToken);

    // A source keeps no connection here; it is what the client library hangs its settings on.
    protected override DbConnection MakeConnection(ServicePlace place, string database) =>
        _sources.GetOrAdd((place, database), key => MakeSource(key.Place, key.Database)).CreateConnection();

    private static NpgsqlDataSource MakeSource(ServicePlace place, string database)
    {
        var builder = new NpgsqlDataSourceBuilder(AddressOf(place, database));
        builder.ConfigureTypeLoading(loading => loading.EnableTypeLoading(enable: false));
        return builder.Build();
    }

    private static string AddressOf(ServicePlace place, string database) => new NpgsqlConnectionStringBuilder
    {
        Host = place.Socket,
        Username = "judge",
        Password = place.Password,
        Database = database,
        Pooling = false,
        Timeout = 5,
        CommandTimeout = 0,
    }.ToString();

    protected override int? LineOf(DbException error, string text) => error is PostgresException { Position: > 0 and var position }
        ? 1 + text.AsSpan(0, Math.Min(text.Length, position - 1)).Count('\n')
        : null;
}
