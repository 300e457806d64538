namespace BackendLabs.Judge.Services.Sqlite;

/// <summary>Exceptions of Entity Framework Core. Where one only wraps what the database said, there is no row: the words are those of what is inside.</summary>
internal static class EntityFrameworkThrows
{
    private const string Invalid = "System.InvalidOperationException";

    public static ThrowRow[] Rows { get; } =
    [
        new("EntityFrameworkCore.DbUpdateConcurrencyException", "",
            "the row that was to be changed is not there as it was read: somebody else changed or deleted it, or its key is wrong. Read it again, and decide what counts."),
        new(Invalid, "LINQ expression .*could not be translated",
            "this part of the query cannot be said in SQL: it calls C# of your own, or compares texts in a way that SQLite does not know. Write it with plain comparisons, or end the query by `ToList()` before that part."),
        new(Invalid, "second operation was started on this context", "the context does one thing at a time. Await each query before the next begins, or give each task a context of its own."),
        new(Invalid, "No database provider has been configured", "the context does not know its database. Say it in OnConfiguring: `options.UseSqlite({given})`, with the connection that your method is given."),
        new(Invalid, "another instance with the same key|already being tracked", "the context holds another object for this row already. Change the one that it gave you, or read with `AsNoTracking()`."),
        new(Invalid, "requires a primary key", "an entity needs a key: a property named Id, or one with [Key]. If the table has none, say `HasNoKey()` in OnModelCreating."),
        new(Invalid, "Cannot create a DbSet for '(?<name>\\w+)'", "the context does not know {name}. Add `public DbSet<{name}> ... => Set<{name}>();`."),
        new(Invalid, "AmbientTransactionWarning|[Aa]mbient transaction", "SQLite does not take part in a TransactionScope. Begin the transaction by the context: `context.Database.BeginTransaction()`."),
        new(Invalid, "ConnectionString property has not been initialized", "the context does not know its database. Say `options.UseSqlite({given})` in OnConfiguring, with the connection that your method is given."),
        new("System.ObjectDisposedException", "disposed context instance", "the context was closed before the query ran. End the query by `ToList()` while the context is open."),
    ];
}
