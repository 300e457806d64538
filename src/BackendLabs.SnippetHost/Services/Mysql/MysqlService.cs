using BackendLabs.Contract;
using BackendLabs.SnippetHost.Services.Servers;
using MySqlConnector;

namespace BackendLabs.SnippetHost.Services.Mysql;

/// <summary>The connections of this process to the world's server, in one pool, and what a call gets of them.</summary>
internal sealed class MysqlService : ProcessService
{
    private readonly MySqlDataSource _source;
    private readonly CommandTrace _trace;

    public MysqlService(ServiceContext context)
    {
        _trace = new CommandTrace(MysqlHome.Name, context);
        if (context.Records)
            _trace.Listen("MySqlConnector");
        _source = new MySqlDataSourceBuilder(new MySqlConnectionStringBuilder(context.Access!)
        {
            // A server that is not there is told soon; a statement that waits is the check's to end.
            ConnectionTimeout = 5,
            DefaultCommandTimeout = 0,
            MaximumPoolSize = 30,
        }.ToString()).Build();
    }

    public override CallService OpenForCall(CancellationToken ended) => new CallMysql(_source);

    public override void Take(JudgeToHost.ToService change)
    {
        if (change is JudgeToHost.TellPending)
            _trace.TellPending();
    }

    private sealed class CallMysql(MySqlDataSource source) : CallService
    {
        private MySqlConnection? _connection;

        // Opened when it is asked for: code that wants to live through an outage asks for the source.
        public override object For(Type type) => type == typeof(MySqlDataSource) ? source : _connection ??= source.OpenConnection();

        public override async ValueTask DisposeAsync()
        {
            if (_connection is not null)
                await _connection.DisposeAsync();
        }
    }
}
