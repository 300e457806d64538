using System.Text.Json;
using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace BackendLabs.Browser.Tests;

/// <summary>What axe-core finds on a page, a line a violation.</summary>
internal static class AxeCore
{
    // WCAG 2.2, levels A and AA, and axe's own best practices.
    private const string Run = "() => axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'], resultTypes: ['violations'] })";

    private static readonly string Script = new BundledAxeScriptProvider().GetScript();

    public static async Task<IReadOnlyList<string>> ViolationsAsync(IPage page)
    {
        await page.EvaluateAsync(Script);
        var found = await page.EvaluateAsync<JsonElement>(Run);
        return
        [
            .. found.GetProperty("violations").EnumerateArray().SelectMany(rule => rule.GetProperty("nodes").EnumerateArray().Select(node =>
                $"{rule.GetProperty("id").GetString()} ({rule.GetProperty("impact").GetString()}): {node.GetProperty("target").GetRawText()} {node.GetProperty("failureSummary").GetString()?.ReplaceLineEndings(" ")}")),
        ];
    }
}
