namespace BackendLabs;

/// <summary>
/// The closed list of services. It is compiled into each project that has homes: <c>Homes</c> is that project's own
/// namespace of them.
/// </summary>
internal static class ServiceList
{
    public static Homes.ServiceHome[] All { get; } =
    [
        new Homes.Sqlite.SqliteHome(),
        new Homes.Redis.RedisHome(),
        new Homes.Docker.DockerHome(),
        new Homes.Http.HttpHome(),
        new Homes.Postgres.PostgresHome(),
        new Homes.Mysql.MysqlHome(),
    ];
}
