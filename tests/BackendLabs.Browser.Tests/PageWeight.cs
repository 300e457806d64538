using BackendLabs.Testing.Web;
using Microsoft.Playwright;

namespace BackendLabs.Browser.Tests;

/// <summary>What a lab's page makes a browser load, the first time and again. School lines are slow, and shared by a class.</summary>
internal sealed class PageWeight : BrowserFixture
{
    private const long MostFirst = 3 * 1024 * 1024;
    private const long MostAgain = 100 * 1024;

    private const string Loaded = """
        () => [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
          .reduce((sum, one) => ({ bytes: sum.bytes + one.transferSize, count: sum.count + 1 }), { bytes: 0, count: 0 })
        """;

    [Test]
    public async Task A_labs_page_is_light_the_first_time_and_lighter_again()
    {
        var first = await LoadAsync();
        await Page.GotoAsync("about:blank");
        var again = await LoadAsync();
        TestContext.Progress.WriteLine(FormattableString.Invariant(
            $"A lab's page: first {first.Bytes / 1024} KiB in {first.Count} files and {first.Ready.TotalMilliseconds:0} ms to the editor, again {again.Bytes / 1024} KiB and {again.Ready.TotalMilliseconds:0} ms"));

        Assert.That((first.Bytes, again.Bytes), Is.EqualTo((Math.Min(first.Bytes, MostFirst), Math.Min(again.Bytes, MostAgain))));
    }

    private async Task<(long Bytes, long Count, TimeSpan Ready)> LoadAsync()
    {
        var began = TimeProvider.System.GetTimestamp();
        await Lab.OpenAsync(Answers.FirstPass);
        var ready = TimeProvider.System.GetElapsedTime(began);
        await Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        var loaded = await Page.EvaluateAsync<System.Text.Json.JsonElement>(Loaded);
        return (loaded.GetProperty("bytes").GetInt64(), loaded.GetProperty("count").GetInt64(), ready);
    }
}
