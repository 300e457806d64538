using System.Net;
using BackendLabs.Testing.Web;

namespace BackendLabs.Web.Tests.Api;

[TestFixture("sqlite")]
[TestFixture("postgres")]
internal sealed class Drafts(string kind) : SiteFixture(kind)
{
    private const string Draft = $"api/labs/{Answers.FirstPass}/draft";

    protected override int Slots => 0;

    [Test]
    public async Task What_one_writes_is_kept_and_is_nobody_elses()
    {
        using var ada = await ArriveAsync();
        using var bob = await ArriveAsync();
        var begun = await ada.GetAsync(Draft);
        Assert.That((begun.GetProperty("text").GetString(), begun.GetProperty("revision").GetInt64()), Is.EqualTo((Answers.Lab(Answers.FirstPass).Texts.Starter.Text, 0)));

        await ada.AskAsync(HttpMethod.Put, Draft, new { text = "// mine", revision = 0 });

        Assert.That((await ada.GetAsync(Draft)).GetProperty("text").GetString(), Is.EqualTo("// mine"));
        Assert.That((await bob.GetAsync(Draft)).GetProperty("revision").GetInt64(), Is.Zero);
    }

    [Test]
    public async Task A_window_that_knows_less_gets_the_newer_text_and_overwrites_nothing()
    {
        using var ada = await ArriveAsync();
        var first = (await ada.AskAsync(HttpMethod.Put, Draft, new { text = "one", revision = 0 })).GetProperty("revision").GetInt64();
        await ada.AskAsync(HttpMethod.Put, Draft, new { text = "two", revision = first });

        var refused = await ada.AskAsync(HttpMethod.Put, Draft, new { text = "late", revision = first }, HttpStatusCode.Conflict);

        Assert.That((refused.GetProperty("text").GetString(), refused.GetProperty("revision").GetInt64()), Is.EqualTo(("two", first + 1)));
        Assert.That((await ada.GetAsync(Draft)).GetProperty("text").GetString(), Is.EqualTo("two"));
    }

    [Test]
    public async Task Of_windows_that_save_at_once_one_wins_and_the_others_are_told()
    {
        using var ada = await ArriveAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(number => ada.SendAsync(HttpMethod.Put, Draft, new { text = $"window {number}", revision = 0 })));
        Assert.That(answers.Select(answer => (int)answer.StatusCode).Order(), Is.EqualTo(new[] { 200, 409, 409, 409, 409, 409, 409, 409 }));
    }

    [Test]
    public async Task A_draft_outlives_a_node_that_dies()
    {
        using var ada = await ArriveAsync();
        await ada.AskAsync(HttpMethod.Put, Draft, new { text = "// before the crash", revision = 0 });

        await Site.Web.CrashAndStartAgainAsync();

        Assert.That((await ada.GetAsync(Draft)).GetProperty("text").GetString(), Is.EqualTo("// before the crash"));
    }
}
