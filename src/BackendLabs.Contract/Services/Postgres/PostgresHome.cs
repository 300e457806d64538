namespace BackendLabs.Contract.Services.Postgres;

/// <summary>A PostgreSQL server that belongs to the world.</summary>
public sealed class PostgresHome : ServiceHome
{
    public const string Name = "postgres";

    public override string Kind => Name;

    public override string Title => "PostgreSQL";

    public override string Noun => "PostgreSQL database";

    public override string Badge => "needs PostgreSQL";

    public override string UsualName => "shop";

    public override string? SeedFile => "seed.postgres.sql";

    public override IReadOnlyList<string> Parameters { get; } = ["Npgsql.NpgsqlConnection", "Npgsql.NpgsqlDataSource"];

    public override IReadOnlyList<string> Imports { get; } = ["Npgsql", "System.Data", "System.Data.Common"];

    public override IReadOnlyList<string> Libraries { get; } = ["Npgsql"];

    public override IReadOnlyList<string> KnownTypes { get; } =
        ["NpgsqlConnection", "NpgsqlDataSource", "NpgsqlCommand", "NpgsqlDataReader", "NpgsqlTransaction", "NpgsqlParameter", "NpgsqlException", "PostgresException"];

    public override bool IsInChecks => false;

    public override WarmUpUse? WarmUp => null;

    public override OperationWitness Witness => OperationWitness.ServerLog;

    public override string OperationNoun => "statement";

    public override int TimelineOrder => 5;

    public override IReadOnlySet<string> Looks { get; } = Operations("select");

    public override bool HasStatements => true;

    public override string? SnapshotTitle => "Tables";

    // Labs start private servers, from a cluster of their own.
    public override IReadOnlyList<MachineNeed> Needs { get; } =
    [
        new("PostgreSQL", "postgres", "postgresql", "the labs on a database server", "install PostgreSQL with your system's package manager, e.g. brew install postgresql")
        {
            Folders = PostgresFolders,
            UnusedUnit = "postgresql",
        },
    ];

    /// <summary>Where distributions keep the server, outside of PATH: a folder for each version (Debian, Ubuntu; PGDG's packages).</summary>
    public static readonly IReadOnlyList<string> PostgresFolders = ["/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin"];
}
