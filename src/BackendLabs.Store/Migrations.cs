using System.Data.Common;
using System.Globalization;
using System.Reflection;
using BackendLabs.Store.Databases;
using Dapper;

namespace BackendLabs.Store;

/// <summary>
/// The database's shape, step after step and only forward: <c>Migrations/0001-practice.sqlite.sql</c> and so on. One
/// process at a time takes them, in one transaction.
/// </summary>
internal static class Migrations
{
    /// <exception cref="StoreUnusableException">A later version of this program made the database, or part of it is missing.</exception>
    public static async Task BringAsync(StoreDatabase database, TimeProvider time, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenFirstAsync(cancellationToken);
        await using var transaction = await database.BeginMigrationsAsync(connection, cancellationToken);
        await database.EnsureWholeAsync(transaction);
        await connection.ExecuteAsync("create table if not exists migration (number bigint primary key, name text not null, at bigint not null)", transaction: transaction);
        var taken = await connection.ExecuteScalarAsync<long>("select coalesce(max(number), 0) from migration", transaction: transaction);
        var steps = Of(database.Name);
        if (taken > steps.Count)
            throw new StoreUnusableException($"A newer version of BackendLabs made this store (step {taken}; this one knows {steps.Count}).", "Bring BackendLabs up to date.");

        foreach (var step in steps.Skip((int)taken))
            await TakeAsync(step, transaction, time);
        await transaction.CommitAsync(cancellationToken);
    }

    internal static IReadOnlyList<Migration> Of(string database) =>
    [
        .. Assembly.GetExecutingAssembly().GetManifestResourceNames()
            .Where(name => name.EndsWith($".{database}.sql", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name => new Migration(long.Parse(name[..4], CultureInfo.InvariantCulture), name[5..^$".{database}.sql".Length], Read(name))),
    ];

    private static async Task TakeAsync(Migration step, DbTransaction transaction, TimeProvider time)
    {
        await transaction.Connection!.ExecuteAsync(step.Sql, transaction: transaction);
        await transaction.Connection!.ExecuteAsync(
            "insert into migration (number, name, at) values (@Number, @Name, @At)",
            new { step.Number, step.Name, At = time.GetUtcNow().ToUnixTimeMilliseconds() }, transaction);
    }

    private static string Read(string name)
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}

internal sealed record Migration(long Number, string Name, string Sql);
