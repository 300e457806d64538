using BackendLabs.Testing.Web;

namespace BackendLabs.Browser.Tests.Pages;

/// <summary>What is seen by whoever has done nothing yet. The journeys look at what follows.</summary>
internal sealed class OfPractice : BrowserFixture
{
    [Test]
    public async Task A_lab_that_nobody_tried_and_its_code_on_a_phone()
    {
        await Lab.OpenAsync(Answers.FirstPass);
        await LookAsync("lab");
        await LookAsync("lab-code", tab: "code");
    }

    [Test]
    public async Task No_work_yet_and_an_address_that_leads_nowhere()
    {
        Allow("404");
        await Page.GotoAsync("/work");
        await LookAsync("work-none");
        await Page.GotoAsync("/no-such-page");
        await LookAsync("not-found");
    }
}
