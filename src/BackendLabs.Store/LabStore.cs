using System.Data.Common;
using BackendLabs.Store.Databases;
using BackendLabs.Store.Sessions;
using Dapper;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace BackendLabs.Store;

/// <summary>
/// What students have written and what became of it, and the queue between those who accept it and those who grade it.
/// One for each process; any number of processes may share the database.
/// </summary>
public sealed class LabStore : IAsyncDisposable
{
    /// <summary>A machine's clock may be set while it runs.</summary>
    private static readonly TimeSpan ClockAgain = TimeSpan.FromSeconds(10);

    private readonly StoreDatabase _database;
    private readonly StoreChanges _changes;
    private readonly bool _goesByDatabase;
    private long _millisecondsAhead;
    private long _clockReadAt;

    private LabStore(StoreDatabase database, TimeProvider time, bool goesByDatabase)
    {
        _goesByDatabase = goesByDatabase;
        _database = database;
        Time = time;
        _changes = new StoreChanges(database);
        People = new People(this);
        Owner = new Owner(this);
        Drafts = new Drafts(this);
        Attempts = new Attempts(this);
        Queue = new RunQueue(this);
        Events = new RunEvents(this);
        Hints = new Hints(this);
        Secrets = new Secrets(this);
        KeyRing = new KeyRing(this);
        Cohorts = new Cohorts(this);
        Students = new CohortStudents(this);
        Accounts = new Accounts(this);
        Sessions = new GradedSessions(this);
        Sittings = new Sittings(this);
        SessionDrafts = new SessionDrafts(this);
        StaffWork = new StaffWork(this);
        Regrades = new Regrades(this);
        Rehearsals = new Rehearsals(this);
    }

    public People People { get; }

    /// <summary>Whose machine it is.</summary>
    public Owner Owner { get; }

    public Drafts Drafts { get; }

    public Attempts Attempts { get; }

    public RunQueue Queue { get; }

    public RunEvents Events { get; }

    public Hints Hints { get; }

    public Secrets Secrets { get; }

    public KeyRing KeyRing { get; }

    public Cohorts Cohorts { get; }

    public CohortStudents Students { get; }

    /// <summary>Of administrators, instructors and assistants.</summary>
    public Accounts Accounts { get; }

    public GradedSessions Sessions { get; }

    public Sittings Sittings { get; }

    public SessionDrafts SessionDrafts { get; }

    public StaffWork StaffWork { get; }

    public Regrades Regrades { get; }

    public Rehearsals Rehearsals { get; }

    /// <summary><c>sqlite</c> or <c>postgres</c>.</summary>
    public string Kind => _database.Name;

    internal TimeProvider Time { get; }

    /// <summary>By the database's clock where it has one of its own: deadlines and leases are the same on every machine.</summary>
    internal long Now => Time.GetUtcNow().ToUnixTimeMilliseconds() + Volatile.Read(ref _millisecondsAhead);

    internal string TakeRun => _database.TakeRun;

    internal string HoldRow => _database.HoldRow;

    internal DbConnection Open() => _database.Open();

    /// <summary>The file of an SQLite store; null for one on a server, or in memory.</summary>
    /// <exception cref="StoreUnusableException">The address cannot be read.</exception>
    public static string? FileOf(string address, TimeProvider time) => (StoreAddress.Parse(address, time) as SqliteStoreDatabase)?.File;

    /// <summary>Opens the database and brings it to this program's shape.</summary>
    /// <param name="address">A file's path or <c>Data Source=…</c> for SQLite; <c>Host=…</c> or <c>postgresql://…</c> for PostgreSQL.</param>
    /// <exception cref="StoreUnusableException">It cannot be used; the message says why, the remedy what to do.</exception>
    public static Task<LabStore> OpenAsync(string address, TimeProvider time, CancellationToken cancellationToken) =>
        OpenAsync(address, time, goesByDatabase: ReferenceEquals(time, TimeProvider.System), cancellationToken);

    /// <param name="goesByDatabase">False for a clock that a test moves.</param>
    internal static async Task<LabStore> OpenAsync(string address, TimeProvider time, bool goesByDatabase, CancellationToken cancellationToken)
    {
        var database = StoreAddress.Parse(address, time);
        try
        {
            database.EnsureFormat();
            await Migrations.BringAsync(database, time, cancellationToken);
            // A new file gets its write-ahead log now, when nobody is in the way: later the provider would wait for the lock, and hold a thread.
            await using var first = await database.OpenAsync(cancellationToken);
            var store = new LabStore(database, time, goesByDatabase);
            await store.ReadClockAsync(first, cancellationToken);
            return store;
        }
        catch (Exception error)
        {
            await database.DisposeAsync();
            throw error switch
            {
                SqliteException sqlite when database is SqliteStoreDatabase file => file.Unusable(sqlite),
                NpgsqlException => new StoreUnusableException($"The store cannot be used: {error.Message}", "See that this database is BackendLabs' own, and that its user may make tables.", error),
                _ => error,
            };
        }
    }

    /// <summary>Whether an error of a statement says that the database is away, full or held for long, and not that the statement is wrong.</summary>
    public static bool IsAway(Exception error) => error switch
    {
        StoreUnusableException => true,
        NpgsqlException server => server.IsTransient || server.InnerException is IOException or System.Net.Sockets.SocketException,
        SqliteException file => SqliteStoreDatabase.IsAway(file),
        _ => false,
    };

    /// <summary>Whether an error says that the database's disk is full: nothing was written, and nothing can be before somebody makes room.</summary>
    public static bool IsFull(Exception error) => error switch
    {
        StoreUnusableException { InnerException: { } inner } => IsFull(inner),
        PostgresException server => server.SqlState == PostgresErrorCodes.DiskFull,
        SqliteException file => file.SqliteErrorCode == SQLitePCL.raw.SQLITE_FULL,
        _ => false,
    };

    public async ValueTask DisposeAsync()
    {
        await _changes.DisposeAsync();
        await _database.DisposeAsync();
    }

    /// <summary>Completes with the next change by any process, or after the patience given: whoever waits looks again.</summary>
    internal Func<TimeSpan, CancellationToken, Task> Changed()
    {
        var next = _changes.Next();
        return async (patience, cancellationToken) =>
        {
            await Task.WhenAny(next, Task.Delay(patience, Time, cancellationToken));
            cancellationToken.ThrowIfCancellationRequested();
        };
    }

    internal async Task<T> ReadAsync<T>(Func<DbConnection, Task<T>> read, CancellationToken cancellationToken)
    {
        await using var connection = await _database.OpenAsync(cancellationToken);
        return await read(connection);
    }

    internal Task<IReadOnlyList<T>> ListAsync<T>(string sql, object values, CancellationToken cancellationToken) =>
        ReadAsync<IReadOnlyList<T>>(async connection => [.. await connection.QueryAsync<T>(new CommandDefinition(sql, values, cancellationToken: cancellationToken))], cancellationToken);

    /// <summary>All or nothing; those who wait are told when it is committed.</summary>
    internal async Task<T> WriteAsync<T>(Func<DbTransaction, Task<T>> write, CancellationToken cancellationToken)
    {
        using var turn = await _database.TakeTurnAsync(cancellationToken);
        await using var connection = await _database.OpenAsync(cancellationToken);
        if (Time.GetElapsedTime(Volatile.Read(ref _clockReadAt)) > ClockAgain)
            await ReadClockAsync(connection, cancellationToken);
        await using var transaction = await _database.BeginAsync(connection, cancellationToken);
        var result = await write(transaction);
        await _database.TellAsync(transaction, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return result;
    }

    private async Task ReadClockAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        if (!_goesByDatabase)
            return;
        Volatile.Write(ref _clockReadAt, Time.GetTimestamp());
        Volatile.Write(ref _millisecondsAhead, (long)(await _database.ClockAheadAsync(connection, cancellationToken)).TotalMilliseconds);
    }

    /// <returns>How many rows it changed.</returns>
    internal Task<int> WriteAsync(string sql, object values, CancellationToken cancellationToken) =>
        WriteAsync(transaction => transaction.ExecuteAsync(sql, values), cancellationToken);
}
