using System.Globalization;
using BackendLabs.Contract;
using Microsoft.Data.Sqlite;

namespace BackendLabs.SnippetHost.Services.Sqlite;

/// <summary>SQLite, in this process.</summary>
internal sealed class SqliteHome : ServiceHome
{
    public const string Name = Contract.Services.Sqlite.SqliteHome.Name;

    public override string Kind => Name;

    public override Task RehearseAsync(SnippetFrames frames, Action<HostToJudge> tell)
    {
        SqliteLibrary.Prepare();
        StatementTrace.Listen(frames, tell, new StatementHolds(tell));
        try
        {
            using var connection = SnippetDatabase.Open(":memory:", isFull: false, tell, CancellationToken.None);
            using var command = connection.CreateCommand();
            command.CommandText = "select $number, $text";
            command.Parameters.AddWithValue("$number", 1);
            command.Parameters.AddWithValue("$text", "");
            using var reader = command.ExecuteReader();
            while (reader.Read())
                _ = (reader.GetInt32(0), reader.GetString(1));
        }
        finally
        {
            StatementTrace.TurnOff();
        }

        return Task.CompletedTask;
    }

    public override ProcessService Open(ServiceContext context) => new SqliteService(context);

    public override ErrorFacts? FactsOf(Exception error) => error is SqliteException known
        ? ErrorFacts.OfCode(known.SqliteErrorCode.ToString(CultureInfo.InvariantCulture))
        : MissingValues.Of(error);
}
