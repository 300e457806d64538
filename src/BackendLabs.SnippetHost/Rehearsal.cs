using System.Text.Json;
using BackendLabs.Contract;
using BackendLabs.SnippetHost.Calls;
using BackendLabs.SnippetHost.Services;

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
        foreach (var home in ServiceList.All.Where(home => kinds.Contains(home.Kind)))
            await home.RehearseAsync(_frames, Tell);
        await AnswerAsync();
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
