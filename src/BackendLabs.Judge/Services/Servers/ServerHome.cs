using System.Data.Common;
using BackendLabs.Contract;
using BackendLabs.Judge.Worlds;

namespace BackendLabs.Judge.Services.Servers;

/// <summary>What the homes of database servers have in common.</summary>
internal abstract class ServerHome : ServiceHome
{
    /// <summary>The lab's database in the server.</summary>
    public const string Database = "lab";

    /// <summary>The one that a probe shows the snippet in its place.</summary>
    public const string Copy = "copy";

    private static readonly TimeSpan Retry = TimeSpan.FromMilliseconds(10);

    public string Title => Contract.Services.ServiceKinds.Of(Kind).Title;

    private string SeedFile => Contract.Services.ServiceKinds.Of(Kind).SeedFile!;

    public override async Task FillAsync(World world, object? prepared, CancellationToken cancellationToken)
    {
        var place = world.PlaceOf(Kind) ?? throw new WorldException($"The world has no {Title}.");
        await (await ConnectAsync(place, Maintenance, cancellationToken)).DisposeAsync();
        await FillDatabaseAsync(place, Database, world.SeedOf(Kind), cancellationToken);
    }

    /// <summary>Opens a connection of the judge's; waits while the server starts.</summary>
    /// <exception cref="WorldException">It does not answer.</exception>
    public async Task<DbConnection> ConnectAsync(ServicePlace place, string database, CancellationToken cancellationToken)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var connection = MakeConnection(place, database);
            try
            {
                await connection.OpenAsync(cancellationToken);
                return connection;
            }
            catch (Exception error) when (error is DbException or System.Net.Sockets.SocketException or IOException or TimeoutException)
            {
                await connection.DisposeAsync();
                if (TimeProvider.System.GetElapsedTime(began) > JudgeTimes.ServerStart)
                    throw new WorldException($"The world's {Title} did not answer: {error.Message}");
                await Task.Delay(Retry, TimeProvider.System, cancellationToken);
            }
        }
    }

    /// <summary>Makes a database and fills it with the lab's seed.</summary>
    public async Task MakeDatabaseAsync(ServicePlace place, string name, IReadOnlyList<string> seed, CancellationToken cancellationToken)
    {
        await RunAsync(place, Maintenance, $"create database {name}", cancellationToken);
        await FillDatabaseAsync(place, name, seed, cancellationToken);
    }

    public override async Task<ServiceSnapshot> LookAsync(WorldLook look)
    {
        if (look.World.PlaceOf(Kind) is not { } place)
            return new ServiceSnapshot.Unseen(look.Service, Kind, "There was none.");
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(look.CancellationToken);
        limit.CancelAfter(JudgeTimes.Look + JudgeTimes.Look);
        try
        {
            await using var connection = await ConnectAsync(place, Database, limit.Token);
            return await new ServerSnapshot(connection, this, look.Budget).LookAsync(look.Service, limit.Token);
        }
        catch (Exception error) when ((error is DbException or WorldException or OperationCanceledException or IOException) && !look.CancellationToken.IsCancellationRequested)
        {
            return new ServiceSnapshot.Unseen(look.Service, Kind, $"{Title} could not be read: {error.Message}");
        }
    }

    /// <summary>A database that is always there.</summary>
    protected abstract string Maintenance { get; }

    protected abstract DbConnection MakeConnection(ServicePlace place, string database);

    /// <summary>What a process of the snippet connects with.</summary>
    public abstract string AddressFor(string socket, string user, string password, string database);

    /// <summary>Makes an account that may use the rows of one database and change nothing else.</summary>
    public abstract Task MakeAccountAsync(ServicePlace place, string user, string password, string database, CancellationToken cancellationToken);

    /// <summary>Ends everybody's sessions in it.</summary>
    public abstract Task DropDatabaseAsync(ServicePlace place, string name, CancellationToken cancellationToken);

    /// <summary>Makes a database that holds what the lab's holds now.</summary>
    public abstract Task CopyDatabaseAsync(ServicePlace place, string name, CancellationToken cancellationToken);

    /// <summary>Of the database that a connection is in, with the names of its columns, their types and whether they are keys: table, column, type, key.</summary>
    public abstract string ColumnsQuery { get; }

    public abstract string Quote(string name);

    /// <summary>What every database of the lab begins with, before its seed.</summary>
    protected virtual string Preparation => "";

    protected async Task RunAsync(ServicePlace place, string database, string sql, CancellationToken cancellationToken)
    {
        await using var connection = await ConnectAsync(place, database, cancellationToken);
        await RunAsync(connection, sql, cancellationToken);
    }

    protected static async Task RunAsync(DbConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private async Task FillDatabaseAsync(ServicePlace place, string name, IReadOnlyList<string> seed, CancellationToken cancellationToken)
    {
        await using var connection = await ConnectAsync(place, name, cancellationToken);
        if (Preparation.Length > 0)
            await RunAsync(connection, Preparation, cancellationToken);
        for (var i = 0; i < seed.Count; i++)
        {
            try
            {
                await RunAsync(connection, seed[i], cancellationToken);
            }
            catch (DbException error)
            {
                throw new SeedException(Kind, i, LineOf(error, seed[i]), $"{SeedFile} cannot fill the database: {error.Message}");
            }
        }
    }

    /// <summary>The line of a text that an error is in, from 1; null where it does not say.</summary>
    protected virtual int? LineOf(DbException error, string text) => null;
}
