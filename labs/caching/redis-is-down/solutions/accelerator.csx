// What may fail is behind one door. Reading has half a second; leaving a copy is not waited for at all.
Product? GetProduct(SqliteConnection db, IDatabase cache, int id)
{
    var copies = new Copies(cache);
    if (copies.Find($"p{id}") is { } copy)
        return JsonSerializer.Deserialize<Product>(copy);

    using var command = new SqliteCommand("select name, price_cents from product where id = @id", db);
    command.Parameters.AddWithValue("@id", id);
    using var reader = command.ExecuteReader();
    if (!reader.Read())
        return null;

    var product = new Product(id, reader.GetString(0), reader.GetInt32(1));
    copies.Leave($"p{id}", JsonSerializer.Serialize(product));
    return product;
}

sealed class Copies
{
    private readonly IDatabase _cache;

    public Copies(IDatabase cache) => _cache = cache;

    public string? Find(string key)
    {
        try
        {
            var asked = _cache.StringGetAsync(key);
            return asked.Wait(TimeSpan.FromMilliseconds(300)) ? (string?)asked.Result : null;
        }
        catch (AggregateException error) when (error.InnerException is RedisException)
        {
            return null;
        }
    }

    public void Leave(string key, string text) =>
        _cache.StringSet(key, text, TimeSpan.FromMinutes(10), flags: CommandFlags.FireAndForget);
}
