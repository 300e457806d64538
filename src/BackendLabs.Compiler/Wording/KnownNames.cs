using Microsoft.CodeAnalysis;

namespace BackendLabs.Compiler.Wording;

/// <summary>Names that students bring from other languages, libraries and labs.</summary>
internal static class KnownNames
{
    private static readonly Dictionary<string, string> FromElsewhere = new(StringComparer.Ordinal)
    {
        ["let"] = "Declare a variable with var: var x = 1;",
        ["const"] = "Declare a variable with var: var x = 1;",
        ["print"] = "Write Console.WriteLine(…).",
        ["println"] = "Write Console.WriteLine(…).",
        ["printf"] = "Write Console.WriteLine(…).",
        ["console"] = "Write Console.WriteLine(…).",
        ["None"] = "Write null.",
        ["nil"] = "Write null.",
        ["NULL"] = "Write null.",
        ["undefined"] = "Write null.",
        ["True"] = "Write true.",
        ["False"] = "Write false.",
        ["boolean"] = "Write bool.",
        ["Integer"] = "Write int.",
        ["function"] = "Write the return type in its place: int Add(int a, int b) { … }",
        ["def"] = "Write the return type in its place: int Add(int a, int b) { … }",
        ["self"] = "Write this, or nothing.",
    };

    private static readonly Dictionary<string, (string Kind, string Name)> OfServices = new(StringComparer.Ordinal)
    {
        ["SqliteConnection"] = (ServiceKinds.Sqlite, "database"),
        ["SqliteCommand"] = (ServiceKinds.Sqlite, "database"),
        ["SqliteDataReader"] = (ServiceKinds.Sqlite, "database"),
        ["SqliteTransaction"] = (ServiceKinds.Sqlite, "database"),
        ["SqliteParameter"] = (ServiceKinds.Sqlite, "database"),
        ["SqliteException"] = (ServiceKinds.Sqlite, "database"),
        ["DbContext"] = (ServiceKinds.EfCore, "Entity Framework"),
        ["DbSet"] = (ServiceKinds.EfCore, "Entity Framework"),
        ["DbContextOptionsBuilder"] = (ServiceKinds.EfCore, "Entity Framework"),
        ["ModelBuilder"] = (ServiceKinds.EfCore, "Entity Framework"),
        ["IDatabase"] = (ServiceKinds.Redis, "Redis"),
        ["RedisKey"] = (ServiceKinds.Redis, "Redis"),
        ["RedisValue"] = (ServiceKinds.Redis, "Redis"),
        ["HashEntry"] = (ServiceKinds.Redis, "Redis"),
        ["ConnectionMultiplexer"] = (ServiceKinds.Redis, "Redis"),
        ["IConnectionMultiplexer"] = (ServiceKinds.Redis, "Redis"),
        ["DockerClient"] = (ServiceKinds.Docker, "Docker"),
        ["IDockerClient"] = (ServiceKinds.Docker, "Docker"),
        ["CreateContainerParameters"] = (ServiceKinds.Docker, "Docker"),
        ["HttpClient"] = (ServiceKinds.Http, "HTTP service"),
        ["HostConfig"] = (ServiceKinds.Docker, "Docker"),
    };

    private static readonly Dictionary<(string Type, string Member), string> OfTypes = new()
    {
        [("List", "Length")] = "A List has .Count.",
        [("Dictionary", "Length")] = "A Dictionary has .Count.",
        [("IReadOnlyList", "Length")] = "A list has .Count.",
        [("Dictionary", "Has")] = "Write .ContainsKey(…).",
        [("List", "Push")] = "Write .Add(…).",
        [("List", "Append")] = "Write .Add(…).",
        [("String", "length")] = "Write .Length.",
        [("SqliteConnection", "Query")] = "Dapper is not part of this lab. Use db.CreateCommand(), set its CommandText and Parameters, and ExecuteReader().",
        [("SqliteConnection", "QueryAsync")] = "Dapper is not part of this lab. Use db.CreateCommand(), set its CommandText and Parameters, and ExecuteReaderAsync().",
        [("SqliteConnection", "QuerySingle")] = "Dapper is not part of this lab. Use db.CreateCommand(), and ExecuteReader() or ExecuteScalar().",
        [("SqliteConnection", "QueryFirstOrDefault")] = "Dapper is not part of this lab. Use db.CreateCommand(), and ExecuteReader() or ExecuteScalar().",
        [("SqliteConnection", "Execute")] = "A connection makes commands, and they run: using var command = db.CreateCommand(); command.CommandText = …; command.ExecuteNonQuery();",
        [("SqliteConnection", "ExecuteReader")] = "A connection makes commands, and they run: using var command = db.CreateCommand(); command.CommandText = …; command.ExecuteReader();",
        [("SqliteConnection", "ExecuteScalar")] = "A connection makes commands, and they run: using var command = db.CreateCommand(); command.CommandText = …; command.ExecuteScalar();",
        [("SqliteConnection", "ExecuteNonQuery")] = "A connection makes commands, and they run: using var command = db.CreateCommand(); command.CommandText = …; command.ExecuteNonQuery();",
    };

    public static string? Foreign(string name) => FromElsewhere.GetValueOrDefault(name);

    public static (string Kind, string Name)? ServiceOf(string type) =>
        OfServices.TryGetValue(type, out var service) ? service : null;

    public static string? Member(string type, string member) => OfTypes.GetValueOrDefault((type, member));

    /// <summary>The namespace, of those that are referenced, that has a public type of this name; the shortest of several.</summary>
    public static string? NamespaceOf(Compilation compilation, string type)
    {
        string? best = null;
        var open = new Stack<INamespaceSymbol>([compilation.GlobalNamespace]);
        while (open.TryPop(out var place))
        {
            foreach (var child in place.GetNamespaceMembers())
                open.Push(child);
            if (place.IsGlobalNamespace || !place.GetTypeMembers(type).Any(one => one.DeclaredAccessibility == Accessibility.Public))
                continue;
            var name = place.ToDisplayString();
            if (best is null || name.Length < best.Length)
                best = name;
        }

        return best;
    }
}
