namespace BackendLabs.Compiler;

/// <summary>A snippet that touches each kind of reference once, so that their metadata is read before a student waits.</summary>
internal static class WarmUpText
{
    public static readonly IReadOnlyDictionary<string, string> Services = new Dictionary<string, string>
    {
        ["db"] = ServiceKinds.Sqlite,
        ["cache"] = ServiceKinds.Redis,
        ["docker"] = ServiceKinds.Docker,
    };

    public static readonly IReadOnlyList<string> Entries = ["WarmProduct? Find(SqliteConnection db, IDatabase cache, int id)"];

    public const string Snippet = """
        record WarmProduct(int Id, string Name, decimal Price);

        async Task<string?> Find(SqliteConnection db, IDatabase cache, DockerClient docker, int id)
        {
            var known = await cache.StringGetAsync($"product:{id}");
            if (known.HasValue)
                return JsonSerializer.Deserialize<WarmProduct>(known.ToString())?.Name;
            using var command = db.CreateCommand();
            command.CommandText = "select name, price from product where id = $id";
            command.Parameters.AddWithValue("$id", id);
            using var reader = await command.ExecuteReaderAsync();
            var rows = new List<WarmProduct>();
            while (await reader.ReadAsync())
                rows.Add(new WarmProduct(id, reader.GetString(0), reader.GetDecimal(1)));
            await cache.StringSetAsync($"product:{id}", JsonSerializer.Serialize(rows), TimeSpan.FromMinutes(5));
            var containers = await docker.Containers.ListContainersAsync(new ContainersListParameters { All = true });
            return rows.Where(row => row.Price > 0).Select(row => row.Name).FirstOrDefault() ?? containers.Count.ToString();
        }
        """;
}
