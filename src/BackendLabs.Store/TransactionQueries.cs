using System.Data.Common;
using Dapper;

namespace BackendLabs.Store;

/// <summary>Statements within a transaction, on its own connection.</summary>
internal static class TransactionQueries
{
    public static Task<int> ExecuteAsync(this DbTransaction transaction, string sql, object? values = null) =>
        transaction.Connection!.ExecuteAsync(sql, values, transaction);

    public static Task<T?> FirstAsync<T>(this DbTransaction transaction, string sql, object? values = null) =>
        transaction.Connection!.QueryFirstOrDefaultAsync<T>(sql, values, transaction);
}
