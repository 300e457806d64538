using System.Collections.Concurrent;
using System.Data;
using System.Data.Common;
using BackendLabs.Labs.Files;
using Dapper;
using Microsoft.Data.Sqlite;

namespace BackendLabs.Store.Databases;

/// <summary>One machine: a file in WAL mode, synced at each commit.</summary>
internal sealed class SqliteStoreDatabase : StoreDatabase
{
    private static readonly TimeSpan Busy = TimeSpan.FromSeconds(10);

    /// <summary>Between two tries to become the writer while another process is.</summary>
    private static readonly TimeSpan TryAgain = TimeSpan.FromMilliseconds(5);

    /// <summary>Changes nothing, and makes the transaction the only writer as any change would.</summary>
    private const string BecomeWriter = "update migration set number = number where 0";

    /// <summary>Between two looks whether another connection has committed, where nobody tells of writes; each is a read of shared memory.</summary>
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);

    /// <summary>The same where the kernel tells of writes: for one that it did not see, as on a file system of another machine.</summary>
    private static readonly TimeSpan LookAnyway = TimeSpan.FromSeconds(2);

    /// <summary>From a write to the commit that it is a part of there is a sync of the disk; so long it is looked for, at short intervals.</summary>
    private static readonly TimeSpan Settling = TimeSpan.FromMilliseconds(500);

    /// <summary>How many stores of this process have each file open.</summary>
    private static readonly ConcurrentDictionary<string, int> OpenHere = new(StringComparer.Ordinal);

    private readonly string _path;
    private readonly bool _isFile;
    private readonly string _connection;
    private readonly TimeProvider _time;
    private readonly SemaphoreSlim _writer = new(1, 1);
    private bool _isCounted;

    public SqliteStoreDatabase(string connection, TimeProvider time)
    {
        var builder = new SqliteConnectionStringBuilder(connection)
        {
            Mode = SqliteOpenMode.ReadWriteCreate,
            ForeignKeys = true,
            DefaultTimeout = (int)Busy.TotalSeconds,
        };
        _path = builder.DataSource;
        _isFile = builder.Mode != SqliteOpenMode.Memory && _path.Length > 0 && !_path.StartsWith(':') && !_path.StartsWith("file:", StringComparison.Ordinal) && !_path.Contains('|', StringComparison.Ordinal);
        _connection = builder.ToString();
        _time = time;
    }

    public override string Name => "sqlite";

    /// <summary>Null for a database in memory, or one that is named in another way.</summary>
    public string? File => _isFile ? Path.GetFullPath(_path) : null;

    // The transaction has begun as the only writer.
    public override string TakeRun => "";

    public override string HoldRow => "";

    public override void EnsureFormat()
    {
        // Only before this process has it open: closing the file would drop the locks of all connections here.
        if (_isFile && OpenHere.GetValueOrDefault(Path.GetFullPath(_path)) == 0 && SqliteFormat.IsNewer(_path))
            throw new StoreUnusableException($"A newer SQLite wrote the store {_path}; this program's cannot use it.", "Bring BackendLabs up to date, or name another file.");
    }

    // The provider's asynchronous methods are its synchronous ones.
    public override Task<DbConnection> OpenAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(Open());
    }

    public override DbConnection Open() => Open("pragma busy_timeout = 0; pragma journal_mode = wal; pragma synchronous = full;");

    // Not yet with a write-ahead log: a store whose first steps were cut short must not look like one that has lost its log.
    public override Task<DbConnection> OpenFirstAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (_isFile)
            PrivateFile.Make(_path);
        var connection = Open("pragma busy_timeout = 0; pragma synchronous = full;");
        try
        {
            connection.ExecuteScalar<long>("select count(*) from sqlite_master");
        }
        catch (SqliteException error)
        {
            connection.Dispose();
            throw Unusable(error);
        }

        // Only now is it known to be a database, and not a text that somebody named by mistake.
        if (_isFile)
        {
            Count();
            PrivateFile.Mend(_path, "-wal", "-shm", "-journal");
        }

        return Task.FromResult(connection);
    }

    private void Count()
    {
        if (!_isCounted)
            OpenHere.AddOrUpdate(Path.GetFullPath(_path), 1, (_, count) => count + 1);
        _isCounted = true;
    }

    public override async Task EnsureWholeAsync(DbTransaction transaction)
    {
        if (await transaction.FirstAsync<long>("select count(*) from sqlite_master") == 0 && await transaction.FirstAsync<string>("pragma journal_mode") == "wal")
        {
            throw new StoreUnusableException(
                $"The store {_path} is empty and was in use: it is a copy without its write-ahead log ({Path.GetFileName(_path)}-wal).",
                "Copy both files while nothing runs, or make the copy with: sqlite3 store.db '.backup copy.db'. Where it may begin anew, remove it.");
        }
    }

    // No waiting of SQLite's own, which holds a thread: what is busy is tried again by who asked.
    // Of several statements the provider keeps the errors of all behind the first to itself.
    private DbConnection Open(string pragmas)
    {
        var connection = new SqliteConnection(_connection);
        try
        {
            connection.Open();
            connection.Execute(pragmas);
            return connection;
        }
        catch (SqliteException error)
        {
            connection.Dispose();
            throw Unusable(error);
        }
    }

    public override async Task<IDisposable?> TakeTurnAsync(CancellationToken cancellationToken)
    {
        await _writer.WaitAsync(cancellationToken);
        return new Turn(_writer);
    }

    /// <exception cref="SqliteException">Another process is the writer, and stays it.</exception>
    public override async Task<DbTransaction> BeginAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        var sqlite = (SqliteConnection)connection;
        var transaction = sqlite.BeginTransaction(IsolationLevel.Serializable, deferred: true);
        try
        {
            // The machine's time and not the store's: another process ends when it ends, whatever a test says of the clock.
            var since = TimeProvider.System.GetTimestamp();
            for (int result; (result = SQLitePCL.raw.sqlite3_exec(sqlite.Handle, BecomeWriter)) != SQLitePCL.raw.SQLITE_OK;)
            {
                if (result != SQLitePCL.raw.SQLITE_BUSY || TimeProvider.System.GetElapsedTime(since) > Busy)
                    SqliteException.ThrowExceptionForRC(result, sqlite.Handle);
                await Task.Delay(TryAgain, TimeProvider.System, cancellationToken);
            }

            return transaction;
        }
        catch
        {
            await transaction.DisposeAsync();
            throw;
        }
    }

    public override Task<DbTransaction> BeginMigrationsAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult<DbTransaction>(((SqliteConnection)connection).BeginTransaction(IsolationLevel.Serializable));
    }

    public override Task TellAsync(DbTransaction transaction, CancellationToken cancellationToken) => Task.CompletedTask;

    // SQLite tells nobody of a commit, but counts those of others: https://www.sqlite.org/pragma.html#pragma_data_version
    public override async Task WatchAsync(Action changed, CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(cancellationToken);
        using var writes = _isFile ? FileWrites.Of(_path) : null;
        var seen = await VersionAsync(connection);
        // A commit before the first look is one too.
        changed();
        var written = 0L;
        while (true)
        {
            var write = writes?.Next;
            if (await VersionAsync(connection) is var version && version != seen)
            {
                (seen, written) = (version, 0);
                changed();
                continue;
            }

            if (write is null)
                await Task.Delay(Look, _time, cancellationToken);
            else if (write.IsCompleted || (written != 0 && TimeProvider.System.GetElapsedTime(written) < Settling))
                await Task.Delay(TryAgain, TimeProvider.System, cancellationToken);
            else
                await Task.WhenAny(write, Task.Delay(LookAnyway, _time, cancellationToken));
            cancellationToken.ThrowIfCancellationRequested();
            if (write is { IsCompleted: true })
                written = TimeProvider.System.GetTimestamp();
        }
    }

    public override ValueTask DisposeAsync()
    {
        SqliteConnection.ClearPool(new SqliteConnection(_connection));
        if (_isCounted)
            OpenHere.AddOrUpdate(Path.GetFullPath(_path), 0, (_, count) => count - 1);
        _isCounted = false;
        // Not the queue of writers: one that is still under way gives its turn back to it, and it holds nothing of the system's.
        return ValueTask.CompletedTask;
    }

    private static Task<long> VersionAsync(DbConnection connection) => connection.ExecuteScalarAsync<long>("pragma data_version");

    public StoreUnusableException Unusable(SqliteException error) =>
        new($"The store {_path} cannot be used: {error.Message}", RemedyOf(error), error);

    private static string RemedyOf(SqliteException error) => error.SqliteErrorCode switch
    {
        SQLitePCL.raw.SQLITE_NOTADB or SQLitePCL.raw.SQLITE_CORRUPT => "Name another file, or bring back a copy of this one.",
        SQLitePCL.raw.SQLITE_CANTOPEN => "Make its folder, and see that you may write there.",
        SQLitePCL.raw.SQLITE_READONLY => "See that you may write the file and its folder.",
        SQLitePCL.raw.SQLITE_FULL => "Make room on the disk.",
        SQLitePCL.raw.SQLITE_BUSY => "Another program holds it locked for long: end that one.",
        _ => "See that the disk is well and that you may write the file.",
    };

    public static bool IsAway(SqliteException error) => error.SqliteErrorCode
        is SQLitePCL.raw.SQLITE_BUSY or SQLitePCL.raw.SQLITE_LOCKED or SQLitePCL.raw.SQLITE_FULL or SQLitePCL.raw.SQLITE_IOERR or SQLitePCL.raw.SQLITE_CANTOPEN or SQLitePCL.raw.SQLITE_READONLY;

    private sealed class Turn(SemaphoreSlim writer) : IDisposable
    {
        public void Dispose() => writer.Release();
    }
}
