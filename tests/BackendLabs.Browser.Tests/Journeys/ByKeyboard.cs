using BackendLabs.Testing.Web;

namespace BackendLabs.Browser.Tests.Journeys;

/// <summary>No mouse: everything is reached by Tab and the focus is always seen.</summary>
internal sealed class ByKeyboard : BrowserFixture
{
    private const int Most = 120;

    [Test]
    public async Task A_lab_is_found_solved_and_left_by_keyboard_alone()
    {
        await Page.GotoAsync("/");
        await TabToAsync("a.button.primary");
        await Page.Keyboard.PressAsync("Enter");
        await Lab.ReadyAsync();
        await TabToAsync("#plain");
        await Page.Keyboard.PressAsync("Enter");
        await Page.Locator("#editor textarea:visible").WaitForAsync();
        await TabToAsync("#editor textarea");
        await Page.Keyboard.PressAsync("Control+A");
        await Page.Keyboard.InsertTextAsync(Answers.Right(Answers.FirstPass));
        await Lab.SubmitAsync();
        await Lab.SaysAsync("Passed,");
        await TabToAsync("#next a.button.primary");
        await Page.Keyboard.PressAsync("Enter");
        await Lab.ReadyAsync();

        Assert.That(Page.Url, Does.EndWith("/labs/databases/first-query"));
        Assert.That(await Lab.Editor.Locator("textarea:visible").CountAsync(), Is.EqualTo(1), "The plain editor is remembered.");
    }

    [Test]
    public async Task The_editor_holds_nobody_who_came_by_tab()
    {
        await Lab.OpenAsync(Answers.FirstPass);
        await TabToAsync("#editor :focus, #editor textarea, #editor [role=textbox]");
        var before = await Lab.TextAsync();
        await Page.Keyboard.PressAsync("Control+M");
        await Page.Keyboard.PressAsync("Tab");
        Assert.That(await Page.EvaluateAsync<bool>("() => !document.activeElement.closest('#editor')"), Is.True, "Ctrl+M lets Tab lead on.");
        Assert.That(await Lab.TextAsync(), Is.EqualTo(before));
    }

    [Test]
    public async Task Panes_are_made_wider_by_arrow_keys()
    {
        await Lab.OpenAsync(Answers.FirstPass);
        var divider = Page.Locator(".divider[data-resizes=lesson]");
        await divider.FocusAsync();
        var before = (await Page.Locator("#lesson").BoundingBoxAsync())!.Width;
        for (var times = 0; times < 5; times++)
            await Page.Keyboard.PressAsync("ArrowRight");
        Assert.That((await Page.Locator("#lesson").BoundingBoxAsync())!.Width, Is.GreaterThan(before));
    }

    /// <summary>Goes on by Tab until an element has the focus, and sees at each step that it shows.</summary>
    private async Task TabToAsync(string selector)
    {
        for (var times = 0; times < Most; times++)
        {
            await Page.Keyboard.PressAsync("Tab");
            if (await Page.EvaluateAsync<bool>("selector => document.activeElement?.matches(selector) ?? false", selector))
            {
                Assert.That(await Page.EvaluateAsync<bool>(ShowsFocus), Is.True, $"{selector} has the focus and does not show it.");
                return;
            }
        }

        Assert.Fail($"{selector} was not reached by {Most} times Tab.");
    }

    private const string ShowsFocus = """
        () => {
          const style = getComputedStyle(document.activeElement);
          const around = document.activeElement.closest('.monaco-editor, #editor');
          return (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== 'none'
            || (around !== null && document.activeElement.matches('textarea, [role=textbox]'));
        }
        """;
}
