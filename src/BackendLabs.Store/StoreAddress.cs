using BackendLabs.Store.Databases;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace BackendLabs.Store;

/// <summary>Reads where a store is: the one setting that decides between SQLite and PostgreSQL.</summary>
internal static class StoreAddress
{
    /// <exception cref="StoreUnusableException">It is neither.</exception>
    public static StoreDatabase Parse(string address, TimeProvider time)
    {
        if (string.IsNullOrWhiteSpace(address))
            throw new StoreUnusableException("The store's address is empty.", Forms);
        try
        {
            if (address.StartsWith("postgres://", StringComparison.OrdinalIgnoreCase) || address.StartsWith("postgresql://", StringComparison.OrdinalIgnoreCase))
                return new PostgresStoreDatabase(OfUri(new Uri(address)), time);
            if (address.Contains("Host=", StringComparison.OrdinalIgnoreCase))
                return new PostgresStoreDatabase(new NpgsqlConnectionStringBuilder(address), time);
            var isPath = !address.Contains("Data Source=", StringComparison.OrdinalIgnoreCase) && !address.Contains("Filename=", StringComparison.OrdinalIgnoreCase);
            return new SqliteStoreDatabase(isPath ? new SqliteConnectionStringBuilder { DataSource = address }.ToString() : address, time);
        }
        catch (Exception error) when (error is ArgumentException or FormatException)
        {
            throw new StoreUnusableException($"The store's address cannot be read: {error.Message}", Forms, error);
        }
    }

    private const string Forms = "Give a file's path, \"Data Source=labs.db\", \"Host=db;Database=labs;Username=labs;Password=…\" or \"postgresql://labs@db/labs\".";

    private static NpgsqlConnectionStringBuilder OfUri(Uri uri)
    {
        var person = uri.UserInfo.Split(':', 2);
        return new NpgsqlConnectionStringBuilder
        {
            Host = uri.Host,
            Port = uri.Port > 0 ? uri.Port : NpgsqlConnection.DefaultPort,
            Database = Uri.UnescapeDataString(uri.AbsolutePath.TrimStart('/')) is { Length: > 0 } name ? name : null,
            Username = person[0].Length > 0 ? Uri.UnescapeDataString(person[0]) : null,
            Password = person.Length > 1 ? Uri.UnescapeDataString(person[1]) : null,
        };
    }
}
