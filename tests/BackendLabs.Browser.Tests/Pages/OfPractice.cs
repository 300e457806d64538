using BackendLabs.Testing.Web;
using Microsoft.Playwright;

namespace BackendLabs.Browser.Tests.Pages;

/// <summary>Every page that somebody sees who practises alone.</summary>
internal sealed class OfPractice : PagesFixture
{
    private const string Failing = "caching/cache-aside";

    [Test]
    public async Task A_lab_before_and_after_a_pass_what_a_pass_opens_and_what_was_done_so_far()
    {
        await Lab.OpenAsync(Answers.FirstPass);
        await LookAsync("lab");
        await Lab.CheckAsync(Answers.Wrong(Answers.FirstPass), "so far");
        await Lab.CheckAsync(Answers.Right(Answers.FirstPass), "Passed,");
        await LookAsync("lab-passed", tab: "results");

        await Page.Locator("#solution").ClickAsync();
        await Page.Locator("#solution-body .diff .view-line").Last.WaitForAsync();
        await LookAsync("solutions");
        await Page.Keyboard.PressAsync("Escape");

        await Page.Locator("#history").ClickAsync();
        foreach (var number in (int[])[0, 1])
            await Page.Locator("#attempts-body input").Nth(number).CheckAsync();
        await Page.Locator("#attempts-body .diff .view-line").Last.WaitForAsync();
        await LookAsync("attempts");
        await Page.Keyboard.PressAsync("Escape");

        await Page.GotoAsync("/work");
        await LookAsync("work");
        await Page.GotoAsync("/");
        await LookAsync("start");
    }

    [Test]
    public async Task A_lab_that_was_failed_and_its_code_as_plain_text()
    {
        await Lab.OpenAsync(Failing);
        await Lab.CheckAsync(Answers.Wrong(Failing, "dictionary"), "so far");
        await LookAsync("lab-failed");
        await Page.Locator("#plain").ClickAsync();
        await Page.Locator("#editor textarea:visible").WaitForAsync();
        await LookAsync("lab-plain", tab: "code");
    }

    [Test]
    public async Task The_playground_when_its_code_has_run()
    {
        await Page.GotoAsync("/playground");
        await Lab.ReadyAsync();
        await Lab.SubmitAsync();
        await Page.Locator("#report .tl-pictures svg").First.WaitForAsync(new LocatorWaitForOptions { Timeout = 60_000 });
        await LookAsync("playground");
    }

    [Test]
    public async Task Work_before_anything_was_done_and_an_address_that_leads_nowhere()
    {
        Allow("404");
        await Page.GotoAsync("/work");
        await LookAsync("work-none");
        await Page.GotoAsync("/no-such-page");
        await LookAsync("not-found");
    }
}
