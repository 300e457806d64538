using System.Data;
using System.Data.Common;
using Dapper;
using Microsoft.Data.Sqlite;

namespace BackendLabs.Store.Databases;

/// <summary>One machine: a file in WAL mode, synced at each commit.</summary>
internal sealed class SqliteStoreDatabase : StoreDatabase
{
    private static readonly TimeSpan Busy = TimeSpan.FromSeconds(10);

    /// <summary>Between two looks whether another connection has committed; each is a read of shared memory.</summary>
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);

    private readonly string _path;
    private readonly string _connection;
    private readonly TimeProvider _time;
    private readonly SemaphoreSlim _writer = new(1, 1);

    public SqliteStoreDatabase(string connection, TimeProvider time)
    {
        var builder = new SqliteConnectionStringBuilder(connection)
        {
            Mode = SqliteOpenMode.ReadWriteCreate,
            ForeignKeys = true,
            DefaultTimeout = (int)Busy.TotalSeconds,
        };
        _path = builder.DataSource;
        _connection = builder.ToString();
        _time = time;
    }

    public override string Name => "sqlite";

    // The transaction has begun as the only writer.
    public override string TakeRun => "";

    public override string HoldRow => "";

    // The provider's asynchronous methods are its synchronous ones.
    public override Task<DbConnection> OpenAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(Open());
    }

    public override DbConnection Open()
    {
        var connection = new SqliteConnection(_connection);
        try
        {
            connection.Open();
            connection.Execute($"pragma busy_timeout = {(int)Busy.TotalMilliseconds}; pragma journal_mode = wal; pragma synchronous = full;");
            return connection;
        }
        catch (SqliteException error)
        {
            connection.Dispose();
            throw new StoreUnusableException($"The store {_path} cannot be used: {error.Message}", RemedyOf(error), error);
        }
    }

    public override async Task<IDisposable?> TakeTurnAsync(CancellationToken cancellationToken)
    {
        await _writer.WaitAsync(cancellationToken);
        return new Turn(_writer);
    }

    public override async Task<DbTransaction> BeginAsync(DbConnection connection, CancellationToken cancellationToken) =>
        await ((SqliteConnection)connection).BeginTransactionAsync(IsolationLevel.Serializable, cancellationToken);

    public override Task LockMigrationsAsync(DbTransaction transaction, CancellationToken cancellationToken) => Task.CompletedTask;

    public override Task TellAsync(DbTransaction transaction, CancellationToken cancellationToken) => Task.CompletedTask;

    // SQLite tells nobody of a commit, but counts those of others: https://www.sqlite.org/pragma.html#pragma_data_version
    public override async Task WatchAsync(Action changed, CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(cancellationToken);
        using var look = new PeriodicTimer(Look, _time);
        var seen = await VersionAsync(connection);
        // A commit before the first look is one too.
        changed();
        while (await look.WaitForNextTickAsync(cancellationToken))
        {
            var version = await VersionAsync(connection);
            if (version != seen)
                changed();
            seen = version;
        }
    }

    public override ValueTask DisposeAsync()
    {
        SqliteConnection.ClearPool(new SqliteConnection(_connection));
        // Not the queue of writers: one that is still under way gives its turn back to it, and it holds nothing of the system's.
        return ValueTask.CompletedTask;
    }

    private static Task<long> VersionAsync(DbConnection connection) => connection.ExecuteScalarAsync<long>("pragma data_version");

    public static string RemedyOf(SqliteException error) => error.SqliteErrorCode switch
    {
        SQLitePCL.raw.SQLITE_NOTADB or SQLitePCL.raw.SQLITE_CORRUPT => "Name another file, or bring back a copy of this one.",
        SQLitePCL.raw.SQLITE_CANTOPEN => "Make its folder, and see that you may write there.",
        SQLitePCL.raw.SQLITE_READONLY => "See that you may write the file and its folder.",
        SQLitePCL.raw.SQLITE_FULL => "Make room on the disk.",
        SQLitePCL.raw.SQLITE_BUSY => "Another program holds it locked for long: end that one.",
        _ => "See that the disk is well and that you may write the file.",
    };

    private sealed class Turn(SemaphoreSlim writer) : IDisposable
    {
        public void Dispose() => writer.Release();
    }
}
