using System.Data.Common;

namespace BackendLabs.Store.Databases;

/// <summary>What SQLite and PostgreSQL do differently; all else is said once, in SQL that both understand.</summary>
internal abstract class StoreDatabase : IAsyncDisposable
{
    /// <summary>As migrations are named: <c>sqlite</c> or <c>postgres</c>.</summary>
    public abstract string Name { get; }

    /// <summary>Appended to a query for one row of <c>run</c> that is to be changed: rows that another holds are passed over.</summary>
    public abstract string TakeRun { get; }

    /// <summary>Appended to a query for rows that the transaction goes on to decide by: nobody else changes them meanwhile.</summary>
    public abstract string HoldRow { get; }

    /// <summary>Asked once, before anything is done: where reading would go well and the first write would not.</summary>
    /// <exception cref="StoreUnusableException">A newer program of the database's wrote it.</exception>
    public virtual void EnsureFormat()
    {
    }

    /// <exception cref="StoreUnusableException">It cannot be reached, or is no database.</exception>
    public abstract Task<DbConnection> OpenAsync(CancellationToken cancellationToken);

    /// <summary>For those who are asked by a synchronous framework.</summary>
    /// <exception cref="StoreUnusableException">As above.</exception>
    public abstract DbConnection Open();

    /// <summary>
    /// This process's turn to write, in the order of asking, where the database has one writer only: whoever waits for the
    /// database itself holds a thread and is passed over by luck, and three hundred students who save at once are too many for that.
    /// </summary>
    /// <returns>Ends the turn.</returns>
    public virtual Task<IDisposable?> TakeTurnAsync(CancellationToken cancellationToken) => Task.FromResult<IDisposable?>(null);

    /// <summary>How far the database's clock is ahead of this machine's, where it has one of its own: machines whose clocks differ go by it.</summary>
    public virtual Task<TimeSpan> ClockAheadAsync(DbConnection connection, CancellationToken cancellationToken) => Task.FromResult(TimeSpan.Zero);

    /// <summary>Begins a transaction that will write: none other of this kind is under way where the database has one writer only.</summary>
    public abstract Task<DbTransaction> BeginAsync(DbConnection connection, CancellationToken cancellationToken);

    /// <summary>The same where there may be no table yet; it keeps every other process from migrating until the transaction ends.</summary>
    public abstract Task<DbTransaction> BeginMigrationsAsync(DbConnection connection, CancellationToken cancellationToken);

    /// <summary>The first connection, to bring the database into shape: what is made by it is its owner's alone.</summary>
    /// <exception cref="StoreUnusableException">As above.</exception>
    public virtual Task<DbConnection> OpenFirstAsync(CancellationToken cancellationToken) => OpenAsync(cancellationToken);

    /// <summary>Looks, before anything is made, whether the database only seems empty.</summary>
    /// <exception cref="StoreUnusableException">Part of it is missing.</exception>
    public virtual Task EnsureWholeAsync(DbTransaction transaction) => Task.CompletedTask;

    /// <summary>Tells other processes, when the transaction commits, that something has changed.</summary>
    public abstract Task TellAsync(DbTransaction transaction, CancellationToken cancellationToken);

    /// <summary>Calls back after each change that any process commits, until cancelled.</summary>
    public abstract Task WatchAsync(Action changed, CancellationToken cancellationToken);

    public virtual ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
