using BackendLabs.Testing;
using BackendLabs.Testing.Web;
using Microsoft.Playwright;

namespace BackendLabs.Browser.Tests;

/// <summary>One browser and one site for all tests that need no other. Each test has a context, which is a person, of its own.</summary>
[SetUpFixture]
internal sealed class Browsers
{
    private static IPlaywright? _playwright;
    private static IBrowser? _browser;
    private static PracticeSite? _site;

    public static IBrowser Browser => _browser ?? throw new InvalidOperationException("There is no browser.");

    public static PracticeSite Site => _site ?? throw new InvalidOperationException("There is no site.");

    /// <summary>Where screenshots are kept: BACKENDLABS_SCREENS, or a new folder that is printed at the end.</summary>
    public static string Screens { get; } = Environment.GetEnvironmentVariable("BACKENDLABS_SCREENS") is { Length: > 0 } named
        ? Directory.CreateDirectory(named).FullName
        : Directory.CreateTempSubdirectory("backendlabs-screens-").FullName;

    [OneTimeSetUp]
    public async Task OpenAsync()
    {
        var chromium = Needs.Find("chromium") ?? Needs.Find("chromium-browser");
        if (chromium is null)
            Needs.Missing("chromium is not installed: apt-get install chromium");
        var site = PracticeSite.StartAsync();
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = chromium,
            ChromiumSandbox = false,
            Args =
            [
                "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
                // Names lead nowhere: what is not on this machine cannot be reached, and is seen to be asked for.
                "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
            ],
        });
        _site = await site;
    }

    [OneTimeTearDown]
    public async Task CloseAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
        if (_site is not null)
            await _site.DisposeAsync();
        TestContext.Progress.WriteLine($"Screenshots: {Screens}");
    }
}
