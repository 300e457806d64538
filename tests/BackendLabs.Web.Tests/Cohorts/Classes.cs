using System.Net;
using BackendLabs.Testing.Web;

namespace BackendLabs.Web.Tests.Cohorts;

internal sealed class Classes() : ClassFixture("sqlite", slots: 1)
{
    [Test]
    public async Task Row_131_what_is_the_staffs_is_refused_to_a_student()
    {
        using var ada = await ComeInAsync("ada");
        foreach (var (method, path) in new[]
        {
            (HttpMethod.Get, "api/class"), (HttpMethod.Get, "api/class/csv"), (HttpMethod.Post, "api/class/bob/unlock"),
            (HttpMethod.Post, "api/class/bob/link"), (HttpMethod.Post, "api/class/ada/link"), (HttpMethod.Get, "class"), (HttpMethod.Get, "class/bob"), (HttpMethod.Get, "class/ada"),
        })
        {
            using var answer = await ada.SendAsync(method, path);
            var text = await answer.Content.ReadAsStringAsync();
            Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Forbidden), $"{method} {path}: {text}");
            Assert.That(text, Does.Not.Contain("Bob"), path);
        }
    }

    [Test]
    public async Task Row_130_a_class_mates_attempt_does_not_exist()
    {
        using var ada = await ComeInAsync("ada");
        using var bob = await ComeInAsync("bob");
        var attempt = await ada.SubmitAsync(Answers.FirstPass, Answers.Right(Answers.FirstPass));
        await bob.AskAsync(HttpMethod.Get, $"api/attempts/{attempt}", expected: HttpStatusCode.NotFound);
        await ada.EndOfAsync(attempt);
    }

    [Test]
    public async Task A_seed_is_drawn_and_not_chosen_where_the_staff_see_who_passed()
    {
        using var ada = await ComeInAsync("ada");
        var refused = await ada.AskAsync(HttpMethod.Post, $"api/labs/{Answers.FirstPass}/attempts", new { source = "// x", seed = 1 }, HttpStatusCode.BadRequest);
        Assert.That(refused.GetProperty("title").GetString(), Does.Contain("drawn"));
        Assert.That((await ada.GetAsync($"api/labs/{Answers.FirstPass}/attempts")).GetArrayLength(), Is.Zero);
    }

    [Test]
    public async Task The_staff_see_who_is_how_far_and_what_they_wrote()
    {
        using var grace = await ComeInAsync("grace");
        using var bob = await ComeInAsync("bob");
        await bob.CheckAsync(Answers.FirstPass, Answers.Wrong(Answers.FirstPass));
        await bob.CheckAsync(Answers.FirstPass, Answers.Right(Answers.FirstPass) + "\n// </code><script>evil()</script>");

        var board = await grace.GetAsync("api/class");
        var person = board.GetProperty("people").EnumerateArray().Single(one => one.GetProperty("id").GetString() == "bob");
        var cell = person.GetProperty("labs").GetProperty(Answers.FirstPass);
        Assert.That((cell.GetProperty("passed").GetBoolean(), cell.GetProperty("attempts").GetInt32(), person.GetProperty("passed").GetInt32()), Is.EqualTo((true, 2, 1)));

        foreach (var sort in new[] { "", "?sort=passed", "?sort=attempts", "?sort=stuck", "?sort=seen", "?sort=nonsense" })
            Assert.That(await grace.OpenAsync("class" + sort), Does.Contain("Ada Lovelace").And.Not.Contain("<script>alert"));
        var page = await grace.OpenAsync("class/bob");
        Assert.That(page, Does.Contain("2 attempts").And.Contain("&lt;script&gt;evil()").And.Not.Contain("<script>evil"));
        var csv = await grace.Client.GetStringAsync("api/class/csv");
        Assert.That(csv, Does.Match($"bob,.*,student,.*,{Answers.FirstPass},yes,\\d+,\\d+,2,.*,no\r\n").And.Contain("grace,Grace Hopper,staff,"));
    }

    [Test]
    public async Task A_new_link_ends_the_old_one_and_whoever_came_in_by_it()
    {
        using var grace = await ComeInAsync("grace");
        using var ada = await ComeInAsync("ada");
        var fresh = await grace.AskAsync(HttpMethod.Post, "api/class/ada/link");

        await ada.AskAsync(HttpMethod.Get, "api/labs", expected: HttpStatusCode.Unauthorized);
        using var old = await grace.Client.GetAsync($"join/{PassOf("ada").Token}");
        Assert.That(old.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
        using var again = await Student.ArriveAsync(Site.Address, new Uri(fresh.GetProperty("link").GetString()!).AbsolutePath[1..]);
        Assert.That(await again.OpenAsync(""), Does.Contain("Ada Lovelace"));
        await grace.AskAsync(HttpMethod.Post, "api/class/nobody/link", expected: HttpStatusCode.NotFound);

        // For the tests that follow.
        await ReadPassesAsync();
    }

    [Test]
    public async Task What_a_member_did_is_there_after_a_restart_and_on_another_machine()
    {
        using var ada = await ComeInAsync("ada");
        await ada.OpenAsync($"labs/{Answers.FirstPass}");
        var revision = (await ada.GetAsync($"api/labs/{Answers.FirstPass}/draft")).GetProperty("revision").GetInt64();
        await ada.AskAsync(HttpMethod.Put, $"api/labs/{Answers.FirstPass}/draft", new { text = "// at school", revision });
        await Site.Web.CrashAndStartAgainAsync();

        using var atHome = await ComeInAsync("ada");
        Assert.That((await atHome.GetAsync($"api/labs/{Answers.FirstPass}/draft")).GetProperty("text").GetString(), Is.EqualTo("// at school"));
        Assert.That((await ada.GetAsync($"api/labs/{Answers.FirstPass}/draft")).GetProperty("text").GetString(), Is.EqualTo("// at school"), "The cookie outlives a restart.");
    }
}
