namespace BackendLabs.Compiler.Services.Postgres;

internal sealed class PostgresHome : ServiceHome;
