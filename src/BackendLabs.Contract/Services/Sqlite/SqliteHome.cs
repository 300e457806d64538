namespace BackendLabs.Contract.Services.Sqlite;

/// <summary>A database in a file of the world.</summary>
public sealed class SqliteHome : ServiceHome
{
    public const string Name = "sqlite";

    /// <summary>The option that compiles snippets with Entity Framework Core.</summary>
    public const string EfCore = "efcore";

    public override string Kind => Name;

    public override string Title => "SQLite";

    public override string Noun => "database";

    public override string UsualName => "db";

    public override IReadOnlyList<ServiceOption> Options { get; } =
    [
        new(EfCore)
        {
            Noun = "Entity Framework",
            Imports = ["Microsoft.EntityFrameworkCore"],
            Libraries =
            [
                "Microsoft.EntityFrameworkCore", "Microsoft.EntityFrameworkCore.Abstractions", "Microsoft.EntityFrameworkCore.Relational",
                "Microsoft.EntityFrameworkCore.Sqlite", "Microsoft.Extensions.Caching.Abstractions", "Microsoft.Extensions.DependencyInjection.Abstractions",
                "Microsoft.Extensions.Logging.Abstractions", "Microsoft.Extensions.Primitives",
            ],
            EditorLibraries =
            [
                "Microsoft.EntityFrameworkCore", "Microsoft.EntityFrameworkCore.Abstractions", "Microsoft.EntityFrameworkCore.Relational",
                "Microsoft.EntityFrameworkCore.Sqlite", "Microsoft.Extensions.Logging.Abstractions",
            ],
            KnownTypes = ["DbContext", "DbSet", "DbContextOptionsBuilder", "ModelBuilder"],
        },
    ];

    public override string? SeedFile => "seed.sql";

    public override IReadOnlyList<string> Parameters { get; } = ["Microsoft.Data.Sqlite.SqliteConnection"];

    public override IReadOnlyList<string> Imports { get; } = ["Microsoft.Data.Sqlite"];

    public override IReadOnlyList<string> Libraries { get; } = ["Microsoft.Data.Sqlite"];

    public override IReadOnlyList<string> EditorLibraries { get; } = ["Microsoft.Data.Sqlite", "SQLitePCLRaw.core"];

    public override IReadOnlyList<string> KnownTypes { get; } =
        ["SqliteConnection", "SqliteCommand", "SqliteDataReader", "SqliteTransaction", "SqliteParameter", "SqliteException"];

    public override bool IsInChecks => true;

    public override WarmUpUse WarmUp { get; } = new("SqliteConnection db", """
        using var command = db.CreateCommand();
        command.CommandText = "select name, price from product where id = $id";
        command.Parameters.AddWithValue("$id", id);
        using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
            rows.Add(new WarmProduct(id, reader.GetString(0), reader.GetDecimal(1)));
        """);

    public override OperationWitness Witness => OperationWitness.SnippetProcess;

    public override string OperationNoun => "statement";

    public override int TimelineOrder => 1;

    public override IReadOnlySet<string> Looks { get; } = Operations();

    public override bool HasStatements => true;

    public override string? SnapshotTitle => "Tables";

    public override string ScopeAdvice =>
        "SQLite's client does not take part in a TransactionScope: each statement was kept at once, and nothing is undone. Begin a transaction on the connection, `using var transaction = db.BeginTransaction();`, and end it with `transaction.Commit();`.";
}
