using System.Net;
using System.Net.ServerSentEvents;
using System.Text.Json;
using BackendLabs.Testing.Web;

namespace BackendLabs.Web.Tests.Preview;

/// <summary>A lab whose author is at work, in a folder of its own.</summary>
internal sealed class Previews() : SiteFixture("sqlite")
{
    private const string Id = AuthorsLab.Id;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private readonly AuthorsLab _lab = new();

    protected override int Slots => 0;

    protected override IReadOnlyDictionary<string, string> Variables => _lab.Variables;

    [OneTimeTearDown]
    public void RemoveLab() => _lab.Dispose();

    [Test]
    public async Task A_lab_is_proved_a_mistake_is_named_within_a_blink_and_mended_it_is_proved_again()
    {
        using var author = await ArriveAsync();
        var whole = await File.ReadAllTextAsync(_lab.Definition);
        Assert.That(await author.OpenAsync("preview"), Does.Contain("What one begins with"));

        var proved = await UntilAsync(author, state => Part(state, "answers") is "done" or "failed");
        Assert.That(Part(proved, "proof"), Is.EqualTo("done"), proved.GetRawText());
        Assert.That(proved.GetProperty("proof").GetProperty("result").GetProperty("passed").GetBoolean(), Is.True, proved.GetRawText());
        var answers = proved.GetProperty("answers").GetProperty("result").GetProperty("answers").EnumerateArray().ToList();
        Assert.That(answers.Select(answer => answer.GetProperty("file").GetString()), Has.Some.StartsWith("wrong/").And.Some.StartsWith("solutions/").And.Some.EqualTo("starter.csx"));
        Assert.That(answers[^1].GetProperty("report").GetProperty("checks")[0].GetProperty("title").GetString(), Is.Not.Empty);
        Assert.That(answers[0].GetProperty("text").GetString(), Is.Not.Empty);

        await File.WriteAllTextAsync(_lab.Definition, whole.Replace("minutes:", "minuts:", StringComparison.Ordinal));
        var began = System.Diagnostics.Stopwatch.GetTimestamp();
        var broken = await UntilAsync(author, state => state.GetProperty("problems").GetArrayLength() > 0);
        Assert.That(System.Diagnostics.Stopwatch.GetElapsedTime(began), Is.LessThan(TimeSpan.FromSeconds(3)));
        Assert.That(broken.GetProperty("problems").GetRawText(), Does.Contain("minuts").And.Contain("Did you mean"));
        Assert.That(broken.GetProperty("problems")[0].GetProperty("file").GetString(), Is.EqualTo($"{Id}/lab.yaml"));
        Assert.That(await author.OpenAsync("preview"), Does.Contain("A student would not see this lab now"));
        using var page = await author.Client.GetAsync($"labs/{Id}");
        Assert.That(page.StatusCode, Is.EqualTo(HttpStatusCode.ServiceUnavailable));

        await File.WriteAllTextAsync(_lab.Definition, whole);
        var mended = await UntilAsync(author, state => state.GetProperty("problems").GetArrayLength() == 0 && Part(state, "proof") == "done");
        Assert.That(mended.GetProperty("version").GetInt64(), Is.GreaterThan(broken.GetProperty("version").GetInt64()));
        Assert.That(await author.OpenAsync($"labs/{Id}"), Does.Contain("preview-reload"));
    }

    private static string? Part(JsonElement state, string name) => state.GetProperty(name).GetProperty("state").GetString();

    private static async Task<JsonElement> UntilAsync(Student author, Func<JsonElement, bool> wanted)
    {
        using var limit = new CancellationTokenSource(Patience);
        await using var stream = await author.Client.GetStreamAsync("api/preview/events", limit.Token);
        await foreach (var item in SseParser.Create(stream).EnumerateAsync(limit.Token))
        {
            var state = JsonDocument.Parse(item.Data).RootElement;
            if (wanted(state))
                return state.Clone();
        }

        throw new AssertionException("The events ended.");
    }
}
