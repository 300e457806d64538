namespace BackendLabs.Contract.Services.Mysql;

/// <summary>A MySQL server that belongs to the world: MariaDB, which Debian has in MySQL's place and which speaks its protocol.</summary>
public sealed class MysqlHome : ServiceHome
{
    public const string Name = "mysql";

    public override string Kind => Name;

    public override string Title => "MySQL";

    public override string Noun => "MySQL database";

    public override string Badge => "needs MySQL";

    public override string UsualName => "shop";

    public override string? SeedFile => "seed.mysql.sql";

    public override IReadOnlyList<string> Parameters { get; } = ["MySqlConnector.MySqlConnection", "MySqlConnector.MySqlDataSource"];

    public override IReadOnlyList<string> Imports { get; } = ["MySqlConnector", "System.Data", "System.Data.Common"];

    public override IReadOnlyList<string> Libraries { get; } = ["MySqlConnector"];

    public override IReadOnlyList<string> KnownTypes { get; } =
        ["MySqlConnection", "MySqlDataSource", "MySqlCommand", "MySqlDataReader", "MySqlTransaction", "MySqlParameter", "MySqlException", "MySqlErrorCode"];

    public override bool IsInChecks => false;

    public override WarmUpUse? WarmUp => null;

    public override OperationWitness Witness => OperationWitness.ServerLog;

    public override string OperationNoun => "statement";

    public override int TimelineOrder => 6;

    public override IReadOnlySet<string> Looks { get; } = Operations("select");

    public override bool HasStatements => true;

    public override string? SnapshotTitle => "Tables";

    // Labs start private servers, from data of their own.
    public override IReadOnlyList<MachineNeed> Needs { get; } =
    [
        new("MariaDB", "mariadbd", "mariadb-server", "the labs on MySQL", "install MariaDB with your system's package manager, e.g. brew install mariadb") { UnusedUnit = "mariadb" },
    ];
}
