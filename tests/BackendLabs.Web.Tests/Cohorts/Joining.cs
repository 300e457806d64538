using System.Net;
using BackendLabs.Store;
using BackendLabs.Testing;
using BackendLabs.Testing.Web;

namespace BackendLabs.Web.Tests.Cohorts;

[TestFixture("sqlite")]
[TestFixture("postgres")]
internal sealed class Joining(string kind) : ClassFixture(kind, more: 300)
{
    [Test]
    public async Task Whoever_has_no_link_is_shown_the_way_in_and_nothing_else()
    {
        using var stranger = await ArriveAsync();
        Assert.That(await stranger.OpenAsync($"labs/{Answers.FirstPass}"), Does.Contain("Backend, autumn 2026").And.Contain("personal link"));
        await stranger.AskAsync(HttpMethod.Get, "api/labs", expected: HttpStatusCode.Unauthorized);
        await stranger.AskAsync(HttpMethod.Get, "api/class", expected: HttpStatusCode.Unauthorized);
    }

    [Test]
    public async Task A_link_brings_in_whose_it_is_and_another_brings_in_nobody()
    {
        using var ada = await ComeInAsync("ada");
        Assert.That(await ada.OpenAsync(""), Does.Contain("Ada Lovelace"));
        using var stranger = await ArriveAsync();
        using var answer = await stranger.Client.GetAsync($"join/{PassOf("ada").Token[..^1]}x");
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task A_name_and_its_code_bring_in_and_a_wrong_code_says_what_to_do()
    {
        using var ada = await ArriveAsync();
        Assert.That((await TryCodeAsync(ada, "Ada Lovelace", "AAAA-AAAA")).Status, Is.EqualTo(HttpStatusCode.Unauthorized));
        var (status, page, _) = await TryCodeAsync(ada, "ada lovelace", PassOf("ada").Code.ToLowerInvariant());
        Assert.That((status, page.Contains("Ada Lovelace", StringComparison.Ordinal)), Is.EqualTo((HttpStatusCode.OK, true)), page);
        Assert.That((await ada.GetAsync("api/labs")).GetProperty("next").GetString(), Is.EqualTo(Answers.FirstPass));
    }

    [Test]
    public async Task Row_133_a_form_that_another_site_sends_is_refused()
    {
        using var ada = await ArriveAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "join") { Content = new FormUrlEncodedContent(new Dictionary<string, string> { ["_handler"] = "join", ["Input.Name"] = "ada", ["Input.Code"] = PassOf("ada").Code }) };
        using var answer = await ada.Client.SendAsync(request);
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
    }

    [Test]
    public async Task Row_137_a_guessed_code_slows_its_name_and_three_hundred_behind_the_same_address_get_in()
    {
        using var eve = await ArriveAsync();
        var guesses = new List<(HttpStatusCode Status, string Page, TimeSpan? Wait)>();
        for (var guess = 0; guess < 12; guess++)
            guesses.Add(await TryCodeAsync(eve, "bob", $"AAAA-AA{guess:00}"));
        Assert.That(guesses.Take(4).Select(answer => answer.Status), Has.All.EqualTo(HttpStatusCode.Unauthorized));
        Assert.That(guesses.Skip(4).Select(answer => answer.Status), Has.All.EqualTo(HttpStatusCode.TooManyRequests));
        Assert.That(guesses.Skip(4).Select(answer => answer.Wait), Has.All.InRange(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5)));

        // Three by three, as people come; each fifteenth mistypes twice.
        var came = new List<HttpStatusCode>();
        foreach (var few in Enumerable.Range(0, 300).Chunk(3))
            came.AddRange(await Task.WhenAll(few.Select(ComeAsync)));
        Assert.That(came, Has.All.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task Row_137_a_name_that_is_guessed_on_and_on_is_locked_until_staff_unlock_it()
    {
        var time = new ManualTime();
        await using (var store = await OpenStoreAsync(time))
        {
            for (var guess = 0; guess < 40 && await store.Cohorts.JoinAsync(Class, "s299", "AAAA-AAAA", CancellationToken.None) is not JoinAnswer.Locked; guess++)
                time.Advance(TimeSpan.FromMinutes(3));
        }

        using var student = await ArriveAsync();
        Assert.That((await TryCodeAsync(student, "s299", PassOf("s299").Code)).Status, Is.EqualTo(HttpStatusCode.Locked));
        using var byLink = await ComeInAsync("s299");
        Assert.That(await byLink.OpenAsync(""), Does.Contain("Student 299"));

        using var grace = await ComeInAsync("grace");
        Assert.That(await grace.OpenAsync("class"), Does.Contain("data-unlock=\"s299\""));
        await grace.AskAsync(HttpMethod.Post, "api/class/s299/unlock", expected: HttpStatusCode.NoContent);
        Assert.That((await TryCodeAsync(student, "s299", PassOf("s299").Code)).Status, Is.EqualTo(HttpStatusCode.OK));
    }

    private async Task<HttpStatusCode> ComeAsync(int number)
    {
        using var student = await ArriveAsync();
        var id = $"s{number:000}";
        // One of them is locked by the test beside.
        if (number == 299)
            return HttpStatusCode.OK;
        for (var mistake = 0; mistake < (number % 15 == 0 ? 2 : 0); mistake++)
            await TryCodeAsync(student, id, "0000-0000");
        return (await TryCodeAsync(student, id, PassOf(id).Code)).Status;
    }
}
