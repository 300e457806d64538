using System.Data.Common;
using Dapper;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace BackendLabs.Faults.Tests.Faults;

/// <summary>The store's database, past the product: what it really holds, and locks that keep the product waiting.</summary>
internal sealed class StoreRows(string kind, string address)
{
    public async Task<DbConnection> OpenAsync()
    {
        DbConnection connection = kind == "postgres" ? new NpgsqlConnection(address + ";Pooling=false") : new SqliteConnection($"Data Source={address};Pooling=False");
        await connection.OpenAsync();
        return connection;
    }

    public async Task<long> CountAsync(string what)
    {
        await using var connection = await OpenAsync();
        return await connection.ExecuteScalarAsync<long>($"select count(*) from {what}");
    }

    /// <summary>Time goes by until the lease of a dead grader has lapsed. The lease itself is waited for in the storm of <c>Load/</c>.</summary>
    public async Task LapseAsync(string attempt)
    {
        await using var connection = await OpenAsync();
        await connection.ExecuteAsync("update run set lease_until = 0 where attempt = @attempt", new { attempt });
    }

    /// <summary>Lets nobody commit an attempt until the connection is closed.</summary>
    public async Task<DbConnection> HoldAsync()
    {
        var connection = await OpenAsync();
        await connection.ExecuteAsync(kind == "postgres" ? "begin; lock table attempt in share row exclusive mode" : "begin immediate");
        return connection;
    }

    /// <summary>Cuts every connection that waits for notifications.</summary>
    /// <returns>How many there were.</returns>
    public async Task<int> CutListenersAsync()
    {
        await using var connection = await OpenAsync();
        return (await connection.QueryAsync<bool>("select pg_terminate_backend(pid) from pg_stat_activity where query ilike 'listen%' and pid <> pg_backend_pid()")).Count();
    }
}
