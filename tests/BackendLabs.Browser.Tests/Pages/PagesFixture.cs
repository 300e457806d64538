using Microsoft.Playwright;

namespace BackendLabs.Browser.Tests.Pages;

/// <summary>Pages as they are seen: light and dark, wide and narrow, each kept as a picture and without a violation of axe-core's rules.</summary>
internal abstract class PagesFixture : BrowserFixture
{
    private static readonly (string Name, int Width, int Height)[] Sizes = [("wide", 1366, 768), ("narrow", 390, 844)];

    /// <summary>Looks at the page as it stands, in each way, and leaves it light and wide.</summary>
    /// <param name="tab">The part of a workbench that a narrow window shows; null for the one that it happens to show.</param>
    protected async Task LookAsync(string name, string? tab = null)
    {
        var found = new List<string>();
        foreach (var (size, width, height) in Sizes)
        {
            await Page.SetViewportSizeAsync(width, height);
            if (size == "narrow" && tab is not null)
                await Page.Locator($"#tab-{tab}").ClickAsync();
            foreach (var scheme in (ColorScheme[])[ColorScheme.Dark, ColorScheme.Light])
            {
                await Page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = scheme });
                var look = $"{name}-{scheme}-{size}".ToLowerInvariant();
                await Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Browsers.Screens, look + ".png") });
                // The colours are all that a scheme changes.
                found.AddRange((await AxeCore.ViolationsAsync(Page, coloursOnly: scheme == ColorScheme.Light)).Select(violation => $"{look}: {violation}"));
            }

            if (await Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth > innerWidth + 1"))
                found.Add($"{name}-{size} is wider than the screen.");
        }

        Assert.That(found, Is.Empty);
        await Page.SetViewportSizeAsync(Sizes[0].Width, Sizes[0].Height);
    }
}
