using System.Data.Common;
using System.Globalization;
using System.Reflection;
using BackendLabs.Contract;

namespace BackendLabs.Judge.Services.Servers;

/// <summary>
/// The check author's hands on a world's database server: a connection of the judge's own, never the snippet's, with every
/// right. Its own statements appear on the timeline as the judge's. Parameters are written <c>@name</c>.
/// </summary>
public abstract class ServerTool
{
    private const string NoCall = "no call of your code was under way while it lasted";
    private const string NothingAsked = "your code asked nothing of it afterwards";

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(5);

    private readonly ServerSession _session;
    private readonly SessionContext _context;
    private readonly string _database;
    private readonly string _title;

    private protected ServerTool(ServerSession session, SessionContext context, string title, string database) =>
        (_session, _context, _title, _database) = (session, context, title, database);

    /// <summary>Runs one or more statements.</summary>
    /// <param name="parameters">An object whose properties are the parameters: <c>new { id = 7 }</c> for <c>@id</c>.</param>
    /// <returns>How many rows the last of them changed.</returns>
    public Task<int> ExecuteAsync(string sql, object? parameters = null) =>
        DoAsync(sql, parameters, (command, token) => command.ExecuteNonQueryAsync(token), changed => $"{changed} rows");

    /// <summary>Adds a row.</summary>
    /// <param name="values">An object whose properties are the columns: <c>new { id = 7, name = "tea" }</c>.</param>
    public Task InsertAsync(string table, object values)
    {
        var columns = Properties(values).Select(property => property.Name).ToList();
        return ExecuteAsync($"insert into {Quote(table)} ({string.Join(", ", columns.Select(Quote))}) values ({string.Join(", ", columns.Select(column => "@" + column))})", values);
    }

    /// <summary>The first column of the first row; null where there is none or it is null.</summary>
    public Task<T?> ScalarAsync<T>(string sql, object? parameters = null) =>
        DoAsync(sql, parameters, async (command, token) => Row.Convert<T>(await command.ExecuteScalarAsync(token)), value => PlainWords.Of(value));

    /// <summary>All rows.</summary>
    public Task<IReadOnlyList<Row>> QueryAsync(string sql, object? parameters = null) =>
        DoAsync(sql, parameters, ReadAsync, rows => $"{rows.Count} rows");

    /// <summary>How many rows a table has.</summary>
    public Task<int> CountAsync(string table) => ScalarAsync<int>($"select count(*) from {Quote(table)}");

    /// <summary>
    /// Somebody else holds a lock of the whole table: reading goes on, and every write waits until it is lifted.
    /// <see cref="WaitersAsync"/> sees who waits, so that two transactions can be brought to the same point.
    /// </summary>
    public async Task<Fault> LockAsync(string table)
    {
        var holder = await ConnectAsync();
        try
        {
            foreach (var statement in LockStatements(Quote(table)))
                await RunOnAsync(holder, statement);
        }
        catch
        {
            await holder.DisposeAsync();
            throw;
        }

        return _context.Ledger.Add(new Fault(_session.Kind, $"the table {table} locked by another writer", NoCall, _context.Timeline, async () =>
        {
            await UnlockAsync(holder);
            await holder.DisposeAsync();
        })
        {
            LandsWithCalls = true,
        });
    }

    /// <summary>Waits until so many of the snippet's sessions wait for a lock.</summary>
    /// <param name="count">At least 1.</param>
    /// <param name="during">The calls that are to wait; where all of them end first, nobody will.</param>
    /// <returns>False where the calls ended, or nothing more happened for five seconds.</returns>
    public async Task<bool> WaitersAsync(int count, params Task[] during)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        var ended = Task.WhenAll(during);
        var began = _context.Time.GetTimestamp();
        await using var watcher = await ConnectAsync();
        using var timer = new PeriodicTimer(Look, _context.Time);
        while (await CountWaitersAsync(watcher) < count)
        {
            if (ended.IsCompleted || _context.Time.GetElapsedTime(began) > JudgeTimes.ServerWait || !await timer.WaitForNextTickAsync(_context.Ended))
                return false;
        }

        return true;
    }

    /// <summary>The server is gone, as after a crash: every connection is cut. What was committed is there again when it is lifted.</summary>
    public async Task<Fault> StopAsync()
    {
        await _session.SwitchAsync(on: false);
        return _context.Ledger.Add(new Fault(_session.Kind, _title + " stopped", "your code asked nothing of it while it lasted", _context.Timeline, () => _session.SwitchAsync(on: true))
        {
            LandsWhenTold = true,
            LandsWithCalls = true,
        });
    }

    /// <summary>The server crashes and begins anew: every connection is cut, and what was not committed is gone.</summary>
    public async Task<Fault> RestartAsync()
    {
        await _session.SwitchAsync(on: false);
        await _session.SwitchAsync(on: true);
        return _context.Ledger.Add(new Fault(_session.Kind, _title + " restarted", NothingAsked, _context.Timeline, () => Task.CompletedTask) { LandsWhenTold = true, LandsWithCalls = true });
    }

    /// <summary>What takes a lock of a table that readers pass and writers wait for.</summary>
    private protected abstract IReadOnlyList<string> LockStatements(string table);

    private protected abstract string UnlockStatement { get; }

    /// <summary>One number: how many of the snippet's sessions wait for a lock.</summary>
    private protected abstract string WaitersQuery { get; }

    private protected abstract string Quote(string name);

    private Task<DbConnection> ConnectAsync() => _session.ConnectAsync(_database, _context.Ended);

    private async Task<T> DoAsync<T>(string sql, object? parameters, Func<DbCommand, CancellationToken, Task<T>> work, Func<T, string> outcome)
    {
        var start = _context.Timeline.Now;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(_context.Ended);
        patience.CancelAfter(JudgeTimes.ServerStatement);
        try
        {
            await using var connection = await ConnectAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = sql;
            foreach (var property in parameters is null ? [] : Properties(parameters))
            {
                var parameter = command.CreateParameter();
                (parameter.ParameterName, parameter.Value) = (property.Name, property.GetValue(parameters) ?? DBNull.Value);
                command.Parameters.Add(parameter);
            }

            var result = await work(command, patience.Token);
            _context.Timeline.Add(new TimelineEvent(start, _context.Timeline.Now - start, _session.Kind, SqlWords.VerbOf(sql), $"{SqlWords.Shown(sql)} -> {outcome(result)}"));
            return result;
        }
        catch (OperationCanceledException error) when (!_context.Ended.IsCancellationRequested)
        {
            throw new ServerLockedException($"A statement of the check did not end within {JudgeTimes.ServerStatement.TotalSeconds:0} seconds: {SqlWords.Shown(sql)}", error);
        }
    }

    private static async Task<IReadOnlyList<Row>> ReadAsync(DbCommand command, CancellationToken cancellationToken)
    {
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var rows = new List<Row>();
        while (await reader.ReadAsync(cancellationToken))
        {
            var values = new Dictionary<string, object?>(StringComparer.OrdinalIgnoreCase);
            for (var i = 0; i < reader.FieldCount; i++)
                values[reader.GetName(i)] = await reader.IsDBNullAsync(i, cancellationToken) ? null : reader.GetValue(i);
            rows.Add(new Row(values));
        }

        return rows;
    }

    private async Task RunOnAsync(DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(_context.Ended);
    }

    private async Task<int> CountWaitersAsync(DbConnection watcher)
    {
        await using var command = watcher.CreateCommand();
        command.CommandText = WaitersQuery;
        return Convert.ToInt32(await command.ExecuteScalarAsync(_context.Ended), CultureInfo.InvariantCulture);
    }

    // A server that crashed since has let go of the lock itself.
    private async Task UnlockAsync(DbConnection holder)
    {
        try
        {
            await RunOnAsync(holder, UnlockStatement);
        }
        catch (Exception error) when (error is DbException or IOException or InvalidOperationException)
        {
        }
    }

    private static PropertyInfo[] Properties(object values) => values.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance);
}

/// <summary>The check's own statement waited for a lock too long: the student's code holds one.</summary>
internal sealed class ServerLockedException(string message, Exception inner) : Exception(message, inner);
