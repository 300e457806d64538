using BackendLabs.Testing.Web;
using Microsoft.Playwright;

namespace BackendLabs.Browser.Tests.Pages;

/// <summary>A lab at work, when it holds and when a file of it has a mistake.</summary>
internal sealed class OfAnAuthor : BrowserFixture
{
    private readonly AuthorsLab _lab = new();
    private PracticeSite _site = null!;

    protected override Uri Address => _site.Address;

    [OneTimeSetUp]
    public async Task BeginAsync() => _site = await PracticeSite.StartAsync(environment: _lab.Variables, slots: 0);

    [OneTimeTearDown]
    public async Task EndAsync()
    {
        await _site.DisposeAsync();
        _lab.Dispose();
    }

    [Test]
    public async Task A_lab_that_is_proved_and_one_with_mistakes()
    {
        await Page.GotoAsync("/preview");
        var answers = Page.Locator("#answers details");
        await answers.First.WaitForAsync(new LocatorWaitForOptions { Timeout = 120_000 });
        await answers.Last.Locator("summary").ClickAsync();
        await LookAsync("preview");

        var whole = await File.ReadAllTextAsync(_lab.Definition);
        await File.WriteAllTextAsync(_lab.Definition, whole.Replace("minutes:", "minuts:", StringComparison.Ordinal));
        await Assertions.Expect(Page.Locator("#problems")).ToContainTextAsync("minuts");
        await Assertions.Expect(Page.Locator("#student")).ToContainTextAsync("would not see this lab");
        await LookAsync("preview-broken");
    }
}
