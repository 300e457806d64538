using BackendLabs.Grader.Services.Servers;

namespace BackendLabs.Grader.Services.Postgres;

/// <summary>A private PostgreSQL for each world.</summary>
internal sealed class PostgresHome : ServerHome
{
    public const string Name = Contract.Services.Postgres.PostgresHome.Name;

    public override string Kind => Name;

    protected override DatabaseServer ServerAt(string program) => new PostgresServer(program);
}
