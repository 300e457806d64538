using System.Runtime.CompilerServices;
using BackendLabs.Contract;
using Npgsql;

namespace BackendLabs.SnippetHost.Services.Postgres;

/// <summary>PostgreSQL, reached without anything in between.</summary>
internal sealed class PostgresHome : ServiceHome
{
    public const string Name = Contract.Services.Postgres.PostgresHome.Name;

    public override string Kind => Name;

    public override ProcessService Open(ServiceContext context) => new PostgresService(context);

    public override ErrorFacts? FactsOf(Exception error) => IsOf(error, "Npgsql") ? Read(error) : null;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ErrorFacts? Read(Exception error) => error is PostgresException server ? ErrorFacts.OfCode(server.SqlState) : null;
}
