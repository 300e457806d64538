using System.Text.Json;
using Microsoft.Data.Sqlite;
using StackExchange.Redis;

namespace BackendLabs.Peer;

public record Product(int Id, string Name, int PriceCents);

/// <summary>The reference solution of caching/cache-aside, as a class.</summary>
public static class Products
{
    public static Product? GetProduct(SqliteConnection db, IDatabase cache, int id)
    {
        var key = $"product:{id}";
        var copy = cache.StringGet(key);
        if (!copy.IsNull)
            return JsonSerializer.Deserialize<Product>((string)copy!);

        var product = Find(db, id);
        if (product is not null)
            cache.StringSet(key, JsonSerializer.Serialize(product), TimeSpan.FromMinutes(10));
        return product;
    }

    private static Product? Find(SqliteConnection db, int id)
    {
        using var command = db.CreateCommand();
        command.CommandText = "select id, name, price_cents from product where id = $id";
        command.Parameters.AddWithValue("$id", id);
        using var reader = command.ExecuteReader();
        return reader.Read() ? new Product(reader.GetInt32(0), reader.GetString(1), reader.GetInt32(2)) : null;
    }
}
