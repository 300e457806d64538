using BackendLabs.Testing.Web;
using Microsoft.Playwright;

namespace BackendLabs.Browser.Tests.Journeys;

/// <summary>The timeline, explored; the playground.</summary>
internal sealed class Pictures : BrowserFixture
{
    [Test]
    public async Task The_timeline_of_a_failed_check_is_explored()
    {
        const string lab = "caching/cache-aside";
        await Lab.OpenAsync(lab);
        await Lab.CheckAsync(Answers.Wrong(lab, "dictionary"), "so far");

        var picture = Lab.Report.Locator(".tl-pictures svg").First;
        await Assertions.Expect(picture).ToBeVisibleAsync();
        var table = Lab.Report.Locator("details", new() { HasText = "As a table" }).First;
        await table.Locator("summary").First.ClickAsync();
        await Assertions.Expect(table.Locator("table")).ToContainTextAsync("GetProduct");
        await LookAsync("lab-failed", tab: "results");

        await Page.Locator("#plain").ClickAsync();
        await Page.Locator("#editor textarea:visible").WaitForAsync();
        await LookAsync("lab-plain", tab: "code");
    }

    [Test]
    public async Task The_playground_runs_free_code_and_shows_its_timeline()
    {
        await Page.GotoAsync("/playground");
        await Lab.ReadyAsync();
        await Lab.SubmitAsync();
        await Assertions.Expect(Lab.Report.Locator(".tl-pictures svg").First).ToBeVisibleAsync(new LocatorAssertionsToBeVisibleOptions { Timeout = 60_000 });
        await LookAsync("playground", tab: "results");
    }
}
