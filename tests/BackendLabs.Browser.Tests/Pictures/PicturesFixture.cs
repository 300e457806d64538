using System.Runtime.CompilerServices;
using BackendLabs.Contract.Services;
using Microsoft.Playwright;

namespace BackendLabs.Browser.Tests.Pictures;

/// <summary>The modules that draw results, alone in a real browser: their own files on a page of the tests, under the site's policy.</summary>
internal abstract class PicturesFixture : BrowserFixture
{
    private const string Policy =
        "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self'; object-src 'none'; base-uri 'none'";

    private static readonly Dictionary<string, string> Types = new()
    {
        [".html"] = "text/html; charset=utf-8",
        [".js"] = "text/javascript",
        [".css"] = "text/css",
    };

    // Nobody listens there: every file comes from the folders below.
    protected override Uri Address => new("http://127.0.0.1:9/");

    private static string Here { get; } = Path.GetDirectoryName(PathOfThis())!;

    private static string Assets { get; } = Path.GetFullPath(Path.Combine(Here, "../../../src/BackendLabs.Web/wwwroot"));

    public static string PathOf(string fixture) => Path.Combine(Here, "Fixtures", fixture + ".json");

    [SetUp]
    public async Task OpenAsync() => await OpenAsync(Page);

    protected static async Task OpenAsync(IPage page)
    {
        await page.RouteAsync("**/*", FulfilAsync);
        await page.GotoAsync("/");
        await page.WaitForFunctionAsync("() => globalThis.pictures");
    }

    /// <summary>A report that the command wrote.</summary>
    protected static string Report(string fixture) => File.ReadAllText(PathOf(fixture));

    protected static Task ShowAsync(IPage page, string report, string? source = null) =>
        page.EvaluateAsync("([report, source]) => pictures.report(JSON.parse(report), source ?? undefined)", new[] { report, source });

    protected Task ShowAsync(string fixture) => ShowAsync(Page, Report(fixture));

    /// <summary>The timeline of one check alone, given as JSON.</summary>
    protected Task ShowCheckAsync(string check) => Page.EvaluateAsync("check => pictures.check(JSON.parse(check))", check);

    private static Task FulfilAsync(IRoute route)
    {
        var path = new Uri(route.Request.Url).AbsolutePath;
        var file = path switch
        {
            "/" => Path.Combine(Here, "page.html"),
            "/page.js" => Path.Combine(Here, path[1..]),
            _ => Path.Combine(Assets, path[1..]),
        };
        return route.FulfillAsync(new RouteFulfillOptions
        {
            // As the site writes the services into its pages.
            Path = path == "/" ? null : file,
            Body = path == "/" ? File.ReadAllText(file).Replace("id=\"services\">[]", "id=\"services\">" + ShownServices.Json, StringComparison.Ordinal) : null,
            ContentType = Types[Path.GetExtension(file)],
            Headers = new Dictionary<string, string> { ["Content-Security-Policy"] = Policy, ["X-Content-Type-Options"] = "nosniff", ["Content-Type"] = Types[Path.GetExtension(file)] },
        });
    }

    private static string PathOfThis([CallerFilePath] string path = "") => path;
}
