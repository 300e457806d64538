using Microsoft.Playwright;

namespace BackendLabs.Browser.Tests;

/// <summary>
/// A fixture whose tests are each somebody else's first visit. What a page writes to the console as an error, and every
/// request that leaves this machine, fails the test.
/// </summary>
internal abstract class BrowserFixture
{
    private static readonly (string Name, int Width, int Height)[] Sizes = [("wide", 1366, 768), ("narrow", 390, 844)];

    private readonly List<string> _wrong = [];
    private readonly List<string> _allowed = [];
    private IBrowserContext _context = null!;

    protected IPage Page { get; private set; } = null!;

    /// <summary>Where this fixture's pages are.</summary>
    protected virtual Uri Address => Browsers.Site.Address;

    protected LabPage Lab => new(Page);

    [SetUp]
    public async Task VisitAsync()
    {
        _wrong.Clear();
        _allowed.Clear();
        (_context, Page) = await ComeAsync(new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = Sizes[0].Width, Height = Sizes[0].Height } });
    }

    [TearDown]
    public async Task LeaveAsync()
    {
        if (TestContext.CurrentContext.Result.FailCount > 0)
            await Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Browsers.Screens, "failed", TestContext.CurrentContext.Test.Name + ".png") });
        await _context.DisposeAsync();
        var wrong = _wrong.Where(line => !_allowed.Any(part => line.Contains(part, StringComparison.Ordinal))).Distinct().ToList();
        if (TestContext.CurrentContext.Result.FailCount > 0)
            TestContext.Out.WriteLine(string.Join('\n', wrong.Append(Browsers.Site.Words)));
        else
            Assert.That(wrong, Is.Empty, "Errors of the console, and requests that leave this machine.");
    }

    /// <summary>A person of their own: cookies, storage and a page.</summary>
    protected async Task<(IBrowserContext Context, IPage Page)> ComeAsync(BrowserNewContextOptions options)
    {
        options.BaseURL = Address.ToString();
        options.ReducedMotion = ReducedMotion.Reduce;
        var context = await Browsers.Browser.NewContextAsync(options);
        context.SetDefaultTimeout(20_000);
        return (context, await NewPageAsync(context));
    }

    protected async Task<IPage> NewPageAsync(IBrowserContext context)
    {
        var page = await context.NewPageAsync();
        page.Console += (_, line) =>
        {
            if (line.Type == "error")
                _wrong.Add($"console: {line.Text} ({line.Location})");
        };
        page.PageError += (_, error) => _wrong.Add($"error: {error}");
        page.Request += (_, request) =>
        {
            if (!IsHere(new Uri(request.Url)))
                _wrong.Add($"left the machine: {request.Url}");
        };
        return page;
    }

    /// <summary>A test that takes the server away, or is refused on purpose, says which lines of the console come of it.</summary>
    protected void Allow(string part) => _allowed.Add(part);

    /// <summary>Looks at the page as it stands, light and dark, wide and narrow: keeps each as a picture, expects no violation of axe-core's rules, and leaves it light and wide.</summary>
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

    private static bool IsHere(Uri url) => url.Scheme is "data" or "blob" or "about" || url.Host == "127.0.0.1";
}
