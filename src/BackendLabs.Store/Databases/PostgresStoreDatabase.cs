using System.Data.Common;
using System.Net.Sockets;
using Dapper;
using Npgsql;

namespace BackendLabs.Store.Databases;

/// <summary>Many machines: PostgreSQL 12 or newer.</summary>
internal sealed class PostgresStoreDatabase(NpgsqlConnectionStringBuilder address, TimeProvider time) : StoreDatabase
{
    private const string Channel = "backendlabs";

    /// <summary>Any number that nothing else takes in this database.</summary>
    private const long MigrationLock = 0x6c616273;

    private static readonly TimeSpan Again = TimeSpan.FromSeconds(1);

    private readonly NpgsqlDataSource _source = NpgsqlDataSource.Create(address);

    public NpgsqlConnectionStringBuilder Address => address;

    public override string Name => "postgres";

    public override string TakeRun => "for update of run skip locked";

    // Weaker than `for update`, so that rows may be added meanwhile that refer to the held one.
    public override string HoldRow => " for no key update";

    public override async Task<DbConnection> OpenAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await _source.OpenConnectionAsync(cancellationToken);
        }
        catch (Exception error) when (IsOfTheServer(error))
        {
            throw Explained(error);
        }
    }

    public override DbConnection Open()
    {
        try
        {
            return _source.OpenConnection();
        }
        catch (Exception error) when (IsOfTheServer(error))
        {
            throw Explained(error);
        }
    }

    public override async Task<TimeSpan> ClockAheadAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        var before = time.GetUtcNow();
        var there = await connection.ExecuteScalarAsync<long>(new CommandDefinition("select (extract(epoch from clock_timestamp()) * 1000)::bigint", cancellationToken: cancellationToken));
        var halfway = before + ((time.GetUtcNow() - before) / 2);
        return DateTimeOffset.FromUnixTimeMilliseconds(there) - halfway;
    }

    public override async Task<DbTransaction> BeginAsync(DbConnection connection, CancellationToken cancellationToken) =>
        await connection.BeginTransactionAsync(cancellationToken);

    public override async Task<DbTransaction> BeginMigrationsAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        var transaction = await BeginAsync(connection, cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition($"select pg_advisory_xact_lock({MigrationLock})", null, transaction, cancellationToken: cancellationToken));
        return transaction;
    }

    public override Task TellAsync(DbTransaction transaction, CancellationToken cancellationToken) =>
        transaction.Connection!.ExecuteAsync(new CommandDefinition($"notify {Channel}", null, transaction, cancellationToken: cancellationToken));

    public override async Task WatchAsync(Action changed, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                await ListenAsync(changed, cancellationToken);
            }
            catch (Exception error) when (error is NpgsqlException or StoreUnusableException or IOException)
            {
                // The server went away, and comes back: those who wait look again then.
                await Task.Delay(Again, time, cancellationToken);
            }
        }
    }

    public override ValueTask DisposeAsync() => _source.DisposeAsync();

    private string Place => $"{address.Host}:{address.Port}";

    private static bool IsOfTheServer(Exception error) => error is NpgsqlException or SocketException or TimeoutException;

    private StoreUnusableException Explained(Exception error) => error is PostgresException refusal
        ? new($"PostgreSQL at {Place} refuses: {refusal.MessageText}", "Check database, user name and password in the store's connection string.", error)
        : new($"PostgreSQL at {Place} does not answer: {error.Message}", "Start it, or mend host and port in the store's connection string.", error);

    private async Task ListenAsync(Action changed, CancellationToken cancellationToken)
    {
        await using var connection = (NpgsqlConnection)await OpenAsync(cancellationToken);
        connection.Notification += (_, _) => changed();
        await connection.ExecuteAsync(new CommandDefinition($"listen {Channel}", cancellationToken: cancellationToken));
        // What was committed before it listened.
        changed();
        while (true)
            await connection.WaitAsync(cancellationToken);
    }
}
