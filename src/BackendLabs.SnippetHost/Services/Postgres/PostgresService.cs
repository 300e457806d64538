using BackendLabs.Contract;
using BackendLabs.SnippetHost.Services.Servers;
using Npgsql;

namespace BackendLabs.SnippetHost.Services.Postgres;

/// <summary>The connections of this process to the world's server, in one pool, and what a call gets of them.</summary>
internal sealed class PostgresService : ProcessService
{
    private readonly NpgsqlDataSource _source;
    private readonly CommandTrace _trace;

    public PostgresService(ServiceContext context)
    {
        _trace = new CommandTrace(PostgresHome.Name, context);
        if (context.Records)
            _trace.Listen("Npgsql");
        var address = new NpgsqlConnectionStringBuilder(context.Access)
        {
            // A server that is not there is told soon; a statement that waits is the check's to end.
            Timeout = 5,
            CommandTimeout = 0,
            MaxPoolSize = 30,
            IncludeErrorDetail = true,
        };
        var builder = new NpgsqlDataSourceBuilder(address.ToString());
        // The usual types are known; asking the server for all of its own would be a statement of nobody's.
        builder.ConfigureTypeLoading(loading => loading.EnableTypeLoading(enable: false));
        _source = builder.Build();
    }

    public override CallService OpenForCall(CancellationToken ended) => new CallPostgres(_source);

    public override void Take(JudgeToHost.ToService change)
    {
        if (change is JudgeToHost.TellPending)
            _trace.TellPending();
    }

    private sealed class CallPostgres(NpgsqlDataSource source) : CallService
    {
        private NpgsqlConnection? _connection;

        // Opened when it is asked for: code that wants to live through an outage asks for the source.
        public override object For(Type type) => type == typeof(NpgsqlDataSource) ? source : _connection ??= source.OpenConnection();

        public override async ValueTask DisposeAsync()
        {
            if (_connection is not null)
                await _connection.DisposeAsync();
        }
    }
}
