using BackendLabs.Store;
using BackendLabs.Testing.Web;

namespace BackendLabs.Browser.Tests.Pages;

/// <summary>What a class comes in by, and what its staff sees: somebody passed, somebody at work, somebody stuck, somebody locked out.</summary>
internal sealed class OfAClass : BrowserFixture
{
    private const string Class = "autumn";
    private const string Hard = "caching/cache-aside";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("lab-class-");
    private PracticeSite _site = null!;
    private Dictionary<string, CohortPass> _passes = [];

    protected override Uri Address => _site.Address;

    [OneTimeSetUp]
    public async Task BeginAsync()
    {
        var file = Path.Combine(_folder.FullName, "class.yaml");
        await File.WriteAllTextAsync(file, $$"""
            format: 1
            id: {{Class}}
            name: Backend, autumn 2026
            staff: [{ id: grace, name: Grace Hopper }]
            students:
              - { id: ada, name: Ada Lovelace }
              - { id: alan, name: Alan Turing }
              - { id: barbara, name: Barbara Liskov }
              - { id: edsger, name: Edsger Wybe Dijkstra of Rotterdam and Nuenen }
            {{string.Concat(Enumerable.Range(1, 20).Select(number => $"  - {{ id: s{number:00}, name: Student {number} }}\n"))}}
            """);
        _site = await PracticeSite.StartAsync(environment: new Dictionary<string, string> { ["BACKENDLABS_COHORT"] = file }, slots: 0);
        await FillAsync();
    }

    [OneTimeTearDown]
    public async Task EndAsync()
    {
        await _site.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Test]
    public async Task The_way_in_and_a_code_that_was_wrong()
    {
        Allow("401");
        await Page.GotoAsync("/");
        await LookAsync("class-join");
        await Page.Locator("#name").FillAsync("Ada Lovelace");
        await Page.Locator("#code").FillAsync("AAAA-AAAA");
        await Page.Locator("form.join button").ClickAsync();
        await Page.Locator("#problem").WaitForAsync();
        await LookAsync("class-join-wrong");
    }

    [Test]
    public async Task The_overview_and_one_of_its_students()
    {
        await Page.GotoAsync($"/join/{_passes["grace"].Token}");
        await Page.GotoAsync("/class");
        await LookAsync("class");
        await Page.GotoAsync("/class/barbara");
        await Page.Locator("details summary").First.ClickAsync();
        await LookAsync("class-member");
    }

    // Nothing is run here: what they did is written into the store, as if some time ago.
    private async Task FillAsync()
    {
        var time = new Earlier();
        await using var store = await LabStore.OpenAsync(_site.Store, time, CancellationToken.None);
        _passes = (await store.Cohorts.PassesAsync(Class, CancellationToken.None)).ToDictionary(pass => pass.Id, StringComparer.Ordinal);
        time.Ago = TimeSpan.FromHours(3);
        await AttemptAsync(store, "ada", Answers.FirstPass, 3, of: 3);
        await AttemptAsync(store, "alan", Answers.FirstPass, 3, of: 3);
        await AttemptAsync(store, "barbara", Hard, 2, of: 10);
        await AttemptAsync(store, "barbara", Hard, 0, of: 10);
        time.Ago = TimeSpan.FromMinutes(4);
        await AttemptAsync(store, "barbara", Hard, 3, of: 10);
        await AttemptAsync(store, "alan", Hard, 4, of: 10);
        await AttemptAsync(store, "ada", Hard, 10, of: 10);
        for (time.Ago = TimeSpan.FromHours(20); time.Ago > TimeSpan.Zero; time.Ago -= TimeSpan.FromHours(1))
            await store.Cohorts.JoinAsync(Class, "edsger", "AAAA-AAAA", CancellationToken.None);
    }

    private async Task AttemptAsync(LabStore store, string id, string lab, int score, int of)
    {
        var member = await store.Cohorts.JoinAsync(_passes[id].Token, CancellationToken.None);
        await store.Queue.AcceptAsync(new NewAttempt(member!.Person, lab, "", Answers.Right(lab), Seed: 1), CancellationToken.None);
        var run = await store.Queue.ClaimAsync("grader", CancellationToken.None);
        await store.Queue.EndAsync(run!, score == of ? "passed" : "failed", score, of, "{}", CancellationToken.None);
    }

    private sealed class Earlier : TimeProvider
    {
        public TimeSpan Ago { get; set; }

        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() - Ago;
    }
}
