using System.Text.Json;
using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace BackendLabs.Browser.Tests;

/// <summary>What axe-core finds on a page, a line a violation.</summary>
internal static class AxeCore
{
    // WCAG 2.2, levels A and AA, and axe's own best practices.
    private const string Run = """
        coloursOnly => axe.run(document, { runOnly: coloursOnly ? { type: 'rule', values: ['color-contrast'] } : ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'], resultTypes: ['violations'] })
        """;

    private static readonly string Script = new BundledAxeScriptProvider().GetScript();

    /// <param name="coloursOnly">Only whether words can be told from their ground.</param>
    public static async Task<IReadOnlyList<string>> ViolationsAsync(IPage page, bool coloursOnly = false)
    {
        if (!await page.EvaluateAsync<bool>("() => 'axe' in globalThis"))
            await page.EvaluateAsync(Script);
        var found = await page.EvaluateAsync<JsonElement>(Run, coloursOnly);
        return
        [
            .. found.GetProperty("violations").EnumerateArray().SelectMany(rule => rule.GetProperty("nodes").EnumerateArray().Select(node =>
                $"{rule.GetProperty("id").GetString()} ({rule.GetProperty("impact").GetString()}): {node.GetProperty("target").GetRawText()} {node.GetProperty("failureSummary").GetString()?.ReplaceLineEndings(" ")}")),
        ];
    }
}
