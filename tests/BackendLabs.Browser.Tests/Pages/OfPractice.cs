using BackendLabs.Testing.Web;
using Microsoft.Playwright;

namespace BackendLabs.Browser.Tests;

/// <summary>Each page light and dark, wide and narrow: kept as a picture, and without a violation of axe-core's rules.</summary>
internal sealed class EveryPage : BrowserFixture
{
    private const string Failing = "caching/cache-aside";

    private static readonly (string Name, Func<IPage, Task> Open)[] Pages =
    [
        ("start", page => page.GotoAsync("/")),
        ("lab", page => new LabPage(page).OpenAsync(Answers.FirstPass)),
        ("lab-failed", async page =>
        {
            var lab = new LabPage(page);
            await lab.OpenAsync(Failing);
            await lab.CheckAsync(Answers.Wrong(Failing, "dictionary"), "so far");
        }),
        ("lab-passed", async page =>
        {
            var lab = new LabPage(page);
            await lab.OpenAsync(Answers.FirstPass);
            await lab.CheckAsync(Answers.Right(Answers.FirstPass), "Passed,");
        }),
        ("playground", async page =>
        {
            await page.GotoAsync("/playground");
            await new LabPage(page).ReadyAsync();
        }),
        ("work", page => page.GotoAsync("/work")),
        ("not-found", page => page.GotoAsync("/no-such-page")),
    ];

    private static IEnumerable<TestCaseData> Looks() =>
        from page in Pages
        from scheme in new[] { ColorScheme.Light, ColorScheme.Dark }
        select new TestCaseData(page.Name, scheme).SetArgDisplayNames(page.Name, scheme.ToString());

    [TestCaseSource(nameof(Looks))]
    public async Task Is_seen_and_breaks_no_rule(string name, ColorScheme scheme)
    {
        Allow("404");
        var (context, page) = await ComeAsync(new BrowserNewContextOptions { ColorScheme = scheme, ViewportSize = new ViewportSize { Width = 1366, Height = 768 } });
        await using (context)
        {
            await Pages.Single(one => one.Name == name).Open(page);
            await KeepAsync(page, $"{name}-{scheme}-wide");
            var wide = await AxeCore.ViolationsAsync(page);
            await page.SetViewportSizeAsync(390, 844);
            await KeepAsync(page, $"{name}-{scheme}-narrow");
            var narrow = await AxeCore.ViolationsAsync(page);
            var sideways = await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth > innerWidth + 1");

            Assert.That(wide.Concat(narrow).Distinct(), Is.Empty);
            Assert.That(sideways, Is.False, "On a phone the page is wider than the screen.");
        }
    }

    private static Task KeepAsync(IPage page, string name) =>
        page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Browsers.Screens, name.ToLowerInvariant() + ".png") });
}
