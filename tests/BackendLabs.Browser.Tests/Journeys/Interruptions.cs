using BackendLabs.Testing.Web;
using Microsoft.Playwright;

namespace BackendLabs.Browser.Tests.Journeys;

/// <summary>Pages reloaded and servers killed: nothing that was written, and no run that was accepted, is lost.</summary>
internal sealed class Interruptions : BrowserFixture
{
    private const string Slow = """
        string Greet(string name)
        {
            System.Threading.Thread.Sleep(1500);
            return string.IsNullOrWhiteSpace(name) ? "Hello, stranger!" : $"Hello, {name}!";
        }
        """;

    private PracticeSite _site = null!;

    protected override Uri Address => _site.Address;

    [OneTimeSetUp]
    public async Task BeginAsync() => _site = await PracticeSite.StartAsync();

    [OneTimeTearDown]
    public async Task EndAsync() => await _site.DisposeAsync();

    [Test]
    public async Task A_page_reloaded_in_mid_edit_has_what_was_written()
    {
        await Lab.OpenAsync(Answers.FirstPass);
        await Lab.WriteAsync("// half a thought");
        await Page.ReloadAsync();
        await Lab.ReadyAsync();
        Assert.That(await Lab.TextAsync(), Is.EqualTo("// half a thought"));
    }

    [Test]
    public async Task A_server_killed_in_mid_edit_costs_nothing_of_what_was_written()
    {
        Allow("ERR_CONNECTION_REFUSED");
        await Lab.OpenAsync(Answers.FirstPass);
        await Lab.WriteAsync("// one");
        await Lab.SavedAsync();

        await _site.Web.Process.KillAsync();
        await Lab.WriteAsync("// two, while the server was away");
        await Assertions.Expect(Lab.Saved).ToContainTextAsync("Kept in this browser");
        await _site.Web.StartAsync();

        await Lab.SavedAsync();
        await Page.ReloadAsync();
        await Lab.ReadyAsync();
        Assert.That(await Lab.TextAsync(), Is.EqualTo("// two, while the server was away"));
    }

    [Test]
    public async Task A_server_killed_in_mid_run_goes_on_with_the_same_run()
    {
        Allow("ERR_");
        await Lab.OpenAsync(Answers.FirstPass);
        await Lab.WriteAsync(Slow);
        await Lab.SubmitAsync();
        await Page.Locator("#cancel").WaitForAsync();
        await Assertions.Expect(Page.Locator("#progress")).Not.ToBeEmptyAsync();

        await _site.Web.CrashAndStartAgainAsync();

        await Lab.SaysAsync("Passed,");
        using var person = await OfThisPageAsync();
        Assert.That((await person.GetAsync("api/labs/start/first-pass/attempts")).GetArrayLength(), Is.EqualTo(1), "It was not run twice.");
    }

    [Test]
    public async Task A_page_reloaded_in_mid_run_shows_the_same_run()
    {
        await Lab.OpenAsync(Answers.FirstPass);
        await Lab.WriteAsync(Slow);
        await Lab.SubmitAsync();
        await Assertions.Expect(Page.Locator("#progress")).Not.ToBeEmptyAsync();

        await Page.ReloadAsync();

        await Lab.SaysAsync("Passed,");
    }

    [Test]
    public async Task Two_windows_do_not_overwrite_each_other()
    {
        Allow("409");
        await Lab.OpenAsync(Answers.FirstPass);
        var second = await NewPageAsync(Page.Context);
        var other = new LabPage(second);
        await other.OpenAsync(Answers.FirstPass);
        await Lab.WriteAsync("// of the first window");
        await Lab.SavedAsync();

        await other.WriteAsync("// of the second window");
        await Assertions.Expect(second.Locator("#conflict")).ToBeVisibleAsync();
        await second.Locator("#take-theirs").ClickAsync();
        Assert.That(await other.TextAsync(), Is.EqualTo("// of the first window"));
    }

    private async Task<Student> OfThisPageAsync()
    {
        var cookies = await Page.Context.CookiesAsync();
        return await Student.WithCookiesAsync(Address, cookies.Select(cookie => (cookie.Name, cookie.Value)));
    }
}
