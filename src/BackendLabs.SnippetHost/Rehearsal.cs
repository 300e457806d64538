using System.Text.Json;
using BackendLabs.Contract;
using BackendLabs.SnippetHost.Calls;
using BackendLabs.SnippetHost.Generated;
using BackendLabs.SnippetHost.Services;
using BackendLabs.SnippetHost.Services.Tracing;
using StackExchange.Redis;

namespace BackendLabs.SnippetHost;

/// <summary>
/// Goes once through what a call will go through, on services that lead nowhere, while this process waits for its code:
/// what the runtime has to load and to compile on the way is ready when somebody waits for an answer. Nothing of it is
/// told, and nothing of it stays.
/// </summary>
/// <param name="kinds">Of the lab's services.</param>
internal sealed class Rehearsal(IReadOnlyCollection<string> kinds)
{
    private readonly SnippetFrames _frames = new(typeof(Rehearsal).Module);

    public async Task PlayAsync()
    {
        if (kinds.Contains("sqlite"))
            AskDatabase();
        if (kinds.Contains("redis"))
            AskRedis();
        if (kinds.Contains("http"))
            await SnippetHttp.WarmUpAsync();
        await AnswerAsync();
    }

    private void AskDatabase()
    {
        StatementTrace.Listen(_frames, Tell, new StatementHolds(Tell));
        try
        {
            using var connection = SnippetDatabase.Open(":memory:", isFull: false, Tell, CancellationToken.None);
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
    }

    private void AskRedis()
    {
        using var server = new AnsweringRedis();
        using var client = SnippetRedis.Connect(server.Address);
        var trace = new RedisTrace(_frames, Tell);
        IDatabase database = new TracedDatabase(client.GetDatabase(), trace);
        _ = (string?)database.StringGet("key");
        database.StringSet("key", "", TimeSpan.FromMinutes(1));
        trace.EndCall();
    }

    private static async Task AnswerAsync()
    {
        var json = await EntryResult.ToJsonAsync(new Result(1, ""), typeof(Result), CancellationToken.None);
        _ = JsonSerializer.Deserialize(json, typeof(Result), EntryResult.Json);
        Tell(new HostToJudge.Returned(0, json));
        var request = JsonSerializer.Serialize(new JudgeToHost.Load([], [], new Dictionary<string, string>(), 0), WireJson.Default.JudgeToHost);
        _ = JsonSerializer.Deserialize(request, WireJson.Default.JudgeToHost);
    }

    private static void Tell(HostToJudge reply) => JsonSerializer.Serialize(Stream.Null, reply, WireJson.Default.HostToJudge);

    private sealed record Result(int Number, string Text);
}
