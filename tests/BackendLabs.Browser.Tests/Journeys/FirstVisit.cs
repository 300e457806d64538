using BackendLabs.Testing.Web;
using Microsoft.Playwright;

namespace BackendLabs.Browser.Tests.Journeys;

/// <summary>From the start page to a first pass, and what a wrong answer leads to.</summary>
internal sealed class FirstVisit : BrowserFixture
{
    [Test]
    public async Task Leads_from_the_start_page_to_a_first_pass_and_on()
    {
        await Page.GotoAsync("/");
        await Page.Locator("a.button.primary", new() { HasText = "Begin" }).ClickAsync();
        await Lab.ReadyAsync();
        Assert.That(Page.Url, Does.EndWith("/labs/start/first-pass"));

        await Lab.CheckAsync(Answers.Right(Answers.FirstPass), "Passed,");

        var next = await Page.Locator("#next").InnerTextAsync();
        Assert.That(next, Does.Contain("Next:"), "What comes next.");
        Assert.That(next, Does.Contain(": finished").And.Contain("Learnt: ").And.Contain("Next track: "), "Its track has no other lab.");
        await LookAsync("lab-passed", tab: "results");
        await Page.Locator("#solution").ClickAsync();
        await Assertions.Expect(Page.Locator("#solution-body")).ToContainTextAsync("The reference");
        await Page.Locator("#solution-body .diff .view-line").Last.WaitForAsync();
        await LookAsync("solutions");
        await Page.Keyboard.PressAsync("Escape");
        await Page.Locator("#next a.button.primary").ClickAsync();
        await Lab.ReadyAsync();
        Assert.That(Page.Url, Does.EndWith("/labs/databases/first-query"));

        await Page.GotoAsync("/");
        await Assertions.Expect(Page.Locator("a[href='/labs/start/first-pass'] .standing")).ToHaveTextAsync("passed");
        await Assertions.Expect(Page.GetByRole(AriaRole.Link, new() { Name = "Your first green check: passed", Exact = true })).ToHaveCountAsync(1);
        await LookAsync("start");
        await Page.GotoAsync("/work");
        await LookAsync("work");
    }

    [Test]
    public async Task What_is_typed_is_what_stands_there_and_passes()
    {
        const string text = "string Greet(string name) => string.IsNullOrWhiteSpace(name) ? \"Hello, stranger!\" : $\"Hello, {name}!\";";
        await Lab.OpenAsync(Answers.FirstPass);
        await Lab.FocusAsync();
        await Page.Keyboard.PressAsync("Control+A");
        await Page.Keyboard.PressAsync("Delete");
        await Page.Keyboard.TypeAsync(text, new KeyboardTypeOptions { Delay = 15 });

        Assert.That((await Lab.TextAsync()).Trim(), Is.EqualTo(text));
        await Lab.SubmitAsync();
        await Lab.SaysAsync("Passed,");
    }

    [Test]
    public async Task A_wrong_answer_is_mended_by_hints()
    {
        await Lab.OpenAsync(Answers.FirstPass);
        await Lab.CheckAsync(Answers.Wrong(Answers.FirstPass, "no-dollar"), "so far");
        Assert.That(await Lab.Report.InnerTextAsync(), Does.Contain("expected").IgnoreCase.And.Contain("Hello, "));

        var hints = Page.Locator("#hint-list li");
        var before = await hints.CountAsync();
        await Page.Locator("#hint").ClickAsync();
        await Assertions.Expect(hints).ToHaveCountAsync(before + 1);
        Assert.That(await hints.First.InnerTextAsync(), Is.Not.Empty);

        await Lab.CheckAsync(Answers.Right(Answers.FirstPass), "Passed,");
    }

    [Test]
    public async Task Attempts_are_kept_and_two_can_be_compared()
    {
        await Lab.OpenAsync(Answers.FirstPass);
        await Lab.CheckAsync(Answers.Wrong(Answers.FirstPass), "so far");
        await Lab.CheckAsync(Answers.Right(Answers.FirstPass), "Passed,");

        await Page.Locator("#history").ClickAsync();
        var dialog = Page.Locator("#attempts-dialog");
        await Assertions.Expect(dialog).ToBeVisibleAsync();
        await Assertions.Expect(dialog).ToContainTextAsync("failed");
        await Assertions.Expect(dialog).ToContainTextAsync("passed");
        foreach (var number in (int[])[0, 1])
            await dialog.GetByRole(AriaRole.Checkbox).Nth(number).CheckAsync();
        await Assertions.Expect(dialog.Locator(".diff .view-line", new() { HasText = "stranger" }).Last).ToBeVisibleAsync();
        await LookAsync("attempts");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Put into the editor" }).Last.ClickAsync();
        await Assertions.Expect(dialog).ToBeHiddenAsync();
        Assert.That(await Lab.TextAsync(), Is.EqualTo(Answers.Wrong(Answers.FirstPass)));
    }

    [Test]
    public async Task Code_that_does_not_compile_is_told_in_words_with_its_line()
    {
        await Lab.OpenAsync(Answers.FirstPass);
        await Lab.CheckAsync("string Greet(string name)\n{\n    return nam;\n}", "nam");
        Assert.That(await Lab.Report.InnerTextAsync(), Does.Match("(?i)line\\s*3"));
    }

    [Test]
    public async Task Script_in_names_and_output_is_text()
    {
        const string evil = "<img src=x onerror=\"document.title='taken'\"><script>document.title='taken'</script>";
        await Lab.OpenAsync(Answers.FirstPass);
        var escaped = evil.Replace("\"", "\\\"", StringComparison.Ordinal);
        await Lab.CheckAsync($"string Greet(string name) {{ Console.WriteLine(\"{escaped}\"); return \"{escaped}\"; }}", "onerror");

        Assert.That(await Page.TitleAsync(), Does.Not.Contain("taken"));
        Assert.That(await Lab.Report.Locator("img, script").CountAsync(), Is.Zero);
    }

    [Test]
    public async Task A_run_without_end_is_stopped_by_a_button()
    {
        await Lab.OpenAsync(Answers.FirstPass);
        await Lab.WriteAsync(Answers.Endless);
        await Lab.SubmitAsync();
        await Page.Locator("#cancel").ClickAsync();
        await Lab.SaysAsync("Stopped");
        await Lab.ReadyAsync();
    }
}
