using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace BackendLabs.Browser.Tests;

/// <summary>A lab's page, as those use it who sit before it.</summary>
internal sealed class LabPage(IPage page)
{
    // A lab is checked, the playground's code is run.
    private const string MayRun = "#check:not([disabled]), #run:not([disabled])";

    private const float RunPatience = 60_000;

    public ILocator Report => page.Locator("#report");

    public ILocator Saved => page.Locator("#saved");

    public ILocator Editor => page.Locator("#editor");

    public async Task OpenAsync(string lab)
    {
        await page.GotoAsync($"/labs/{lab}");
        await ReadyAsync();
    }

    /// <summary>The editor is there, Monaco or the plain one.</summary>
    public async Task ReadyAsync()
    {
        await page.Locator("#editor .monaco-editor .view-line, #editor textarea:visible").First.WaitForAsync();
        await page.Locator(MayRun).WaitForAsync();
    }

    /// <summary>Puts a text in place of all that is there, by keyboard.</summary>
    public async Task WriteAsync(string text)
    {
        await FocusAsync();
        await page.Keyboard.PressAsync("Control+A");
        await page.Keyboard.PressAsync("Delete");
        if (await page.Locator("#editor .monaco-editor").CountAsync() == 0)
            await page.Keyboard.InsertTextAsync(text);
        else
            await PasteAsync(text);
    }

    public async Task FocusAsync()
    {
        var monaco = page.Locator("#editor .monaco-editor .view-lines");
        if (await monaco.CountAsync() > 0)
            await monaco.First.ClickAsync();
        else
            await page.Locator("#editor textarea").FocusAsync();
    }

    /// <summary>What is in the editor, as its lines show it.</summary>
    public async Task<string> TextAsync() => await page.Locator("#editor .monaco-editor").CountAsync() > 0
        ? await page.EvaluateAsync<string>("() => monaco.editor.getEditors()[0].getValue()")
        : await page.Locator("#editor textarea").InputValueAsync();

    public Task SubmitAsync() => page.Keyboard.PressAsync("Control+Enter");

    /// <summary>Waits until the report says it.</summary>
    public Task SaysAsync(string pattern) =>
        Assertions.Expect(Report).ToContainTextAsync(new Regex(pattern, RegexOptions.None, TimeSpan.FromSeconds(1)), new LocatorAssertionsToContainTextOptions { Timeout = RunPatience });

    /// <summary>Writes, checks, and waits for words of the report.</summary>
    public async Task CheckAsync(string text, string says)
    {
        await WriteAsync(text);
        await SubmitAsync();
        await SaysAsync(says);
        await page.Locator(MayRun).WaitForAsync();
    }

    public Task SavedAsync() => Assertions.Expect(Saved).ToHaveTextAsync("Saved", new LocatorAssertionsToHaveTextOptions { Timeout = RunPatience });

    // As a paste does it: nothing is closed or indented by the editor on the way.
    private Task PasteAsync(string text) => page.EvaluateAsync(
        "text => { const editor = monaco.editor.getEditors()[0]; editor.trigger('keyboard', 'paste', { text }); }", text);
}
