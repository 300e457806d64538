namespace BackendLabs.SnippetHost.Services.Postgres;

/// <summary>PostgreSQL, reached without anything in between.</summary>
internal sealed class PostgresHome : ServiceHome
{
    public const string Name = Contract.Services.Postgres.PostgresHome.Name;

    public override string Kind => Name;

    public override ProcessService Open(ServiceContext context) => new PostgresService(context);
}
