using Microsoft.Data.Sqlite;

namespace BackendLabs.Judge.Services.Sqlite;

/// <summary>
/// The tables, indexes, views and triggers that a check works with, as they were before the student's code ran. A table that
/// was rebuilt can ignore, redirect or multiply what the judge changes, so its definition must stay as it was.
/// </summary>
internal sealed class ArrangedSchema
{
    /// <summary>More of them than a lab needs, and few enough to be read before each statement.</summary>
    private const int Most = 10_000;

    private const string Read = "select type, name, tbl_name, sql from sqlite_master limit $most";

    private readonly Dictionary<string, SchemaObject> _objects = new(StringComparer.Ordinal);

    private ArrangedSchema()
    {
    }

    /// <summary>What is in the database now.</summary>
    public static ArrangedSchema Of(SqliteConnection connection)
    {
        var schema = new ArrangedSchema();
        using var command = Look(connection);
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            var found = new SchemaObject(reader.GetString(0), reader.GetString(1), reader.GetString(2), Definition(reader));
            schema._objects[Key(found.Kind, found.Name)] = found;
        }

        return schema;
    }

    /// <summary>Compares what is in the database now with what was arranged.</summary>
    /// <exception cref="DatabaseSpoiledException">The student's code changed something that the check rests on.</exception>
    public void EnsureKept(SqliteConnection connection, SchemaUse use)
    {
        var kept = new HashSet<string>(StringComparer.Ordinal);
        var count = 0;
        DatabaseSpoiledException? first = null;
        using var command = Look(connection);
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            if (++count > Most)
                throw new DatabaseSpoiledException($"Your code left more than {Most} tables, indexes, views and triggers in the database.");
            var (kind, name) = (reader.GetString(0), reader.GetString(1));
            var key = Key(kind, name);
            // Definitions of what the student added are not read: they may be long, and many.
            if (!_objects.TryGetValue(key, out var arranged))
                EnsureHarmless(kind, name, reader, use);
            else if (!kept.Add(key))
                throw new DatabaseSpoiledException($"Your code put a second {kind} named {name} into the database.");
            else
                first = Earlier(first, Change(arranged, new SchemaObject(kind, name, reader.GetString(2), Definition(reader)), connection, use));
        }

        if (first is not null)
            throw first;

        foreach (var (key, arranged) in _objects)
        {
            if (!kept.Contains(key) && !arranged.IsFreeToChange && !use.MayChange(arranged.Table))
                throw new DatabaseSpoiledException($"Your code removed the {arranged.Kind} {arranged.Name}, which this check works with. Leave it in the database.")
                {
                    Expected = arranged.Shown,
                    Actual = $"no {arranged.Kind} {arranged.Name}",
                };
        }
    }

    /// <summary>The unique indexes that the student's code put on tables of the lab; null where there are none.</summary>
    public string? UniqueIndexesSince(SqliteConnection connection)
    {
        var names = new List<string>();
        using var command = Look(connection);
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            if (reader.GetString(0) == "index" && !_objects.ContainsKey(Key("index", reader.GetString(1))) && IsArrangedTable(reader.GetString(2)) && IsUnique(reader))
                names.Add(reader.GetString(1));
        }

        return names.Count == 0 ? null : string.Join(", ", names.Take(3));
    }

    private void EnsureHarmless(string kind, string name, SqliteDataReader reader, SchemaUse use)
    {
        if (!use.Writes)
            return;
        if (kind == "trigger" && !use.TriggersAllowed)
            throw new DatabaseSpoiledException($"Your code put the trigger {name} on the table {reader.GetString(2)}, so that what the check changes there does not stay as it is. Do without it.");
        if (kind == "index" && use.ResolvesConflicts && IsArrangedTable(reader.GetString(2)) && IsUnique(reader))
            throw new DatabaseSpoiledException($"Your code put the unique index {name} on the table {reader.GetString(2)}, so that rows which the check adds are ignored or replace others. Leave out \"unique\".");
    }

    // What became of a table says more than that a trigger names another one now.
    private static DatabaseSpoiledException? Earlier(DatabaseSpoiledException? first, DatabaseSpoiledException? next) =>
        first is null || (next is not null && first.Expected.StartsWith("CREATE TRIGGER", StringComparison.Ordinal)) ? next ?? first : first;

    private static DatabaseSpoiledException? Change(SchemaObject arranged, SchemaObject now, SqliteConnection connection, SchemaUse use)
    {
        if (arranged.Kind != now.Kind)
            return Differs($"Your code put a {now.Kind} in place of the {arranged.Kind} {arranged.Name}. Leave the {arranged.Kind} as the lab made it.");
        if (arranged.IsFreeToChange || (arranged.Sql == now.Sql && arranged.Table == now.Table))
            return null;
        if (!use.MayChange(arranged.Table))
            return Differs($"Your code changed the {arranged.Kind} {arranged.Name}, which this check works with. Leave its columns and rules as the lab made them; what your code needs besides goes into a table of its own.");
        return arranged.Kind == "table" && TableRules.Swallows(connection, arranged, now) is { } rule
            ? Differs($"Your code gave the table {arranged.Name} {rule}, so that what the check changes there does not arrive. Leave that out.")
            : null;

        DatabaseSpoiledException Differs(string message) => new(message) { Expected = arranged.Shown, Actual = now.Shown };
    }

    private bool IsArrangedTable(string table) => _objects.TryGetValue(Key("table", table), out var found) && found.Kind == "table";

    // SQLite writes these two words itself, whatever the statement's own spelling was.
    private static bool IsUnique(SqliteDataReader reader) =>
        Definition(reader)?.StartsWith("CREATE UNIQUE ", StringComparison.OrdinalIgnoreCase) ?? false;

    private static string? Definition(SqliteDataReader reader) => reader.IsDBNull(3) ? null : reader.GetString(3);

    private static SqliteCommand Look(SqliteConnection connection)
    {
        var command = connection.CreateCommand();
        command.CommandText = Read;
        command.Parameters.AddWithValue("$most", Most + 1);
        return command;
    }

    // Tables, views and indexes share their names, triggers have names of their own. SQLite folds the letters of ASCII only.
    private static string Key(string kind, string name) =>
        (kind == "trigger" ? "trigger " : "") + string.Concat(name.Select(letter => char.IsAsciiLetterUpper(letter) ? (char)(letter | 0x20) : letter));
}

/// <summary>One row of <c>sqlite_master</c>.</summary>
/// <param name="Sql">Null for an index that a table's own definition makes.</param>
internal sealed record SchemaObject(string Kind, string Name, string Table, string? Sql)
{
    private const int LongestShown = 400;

    /// <summary>An index that is not unique makes statements quicker and changes none of them.</summary>
    public bool IsFreeToChange => Kind == "index" && (Sql is null || !Sql.StartsWith("CREATE UNIQUE ", StringComparison.OrdinalIgnoreCase));

    public string Shown => Statement.Shorten(Sql ?? $"{Kind} {Name}", LongestShown);
}

/// <summary>What a statement of the judge is about to do, and what the check lets the student's code change.</summary>
/// <param name="Writes">Whether it may change rows.</param>
/// <param name="ResolvesConflicts">Whether it says itself what becomes of a row that breaks a constraint: <c>insert or ignore</c>.</param>
/// <param name="TriggersAllowed">Whether triggers of the student's may run with it.</param>
/// <param name="MayChange">Whether the student's code may change a table's definition, by its name.</param>
internal sealed record SchemaUse(bool Writes, bool ResolvesConflicts, bool TriggersAllowed, Func<string, bool> MayChange);
