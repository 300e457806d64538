using Markdig;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Microsoft.AspNetCore.Components;

namespace BackendLabs.Web.Practice;

/// <summary>
/// A lesson as a page shows it. Raw HTML in it is shown as text, and links lead to pages only: an author's mistake, or a
/// bought lab, must not become a script.
/// </summary>
internal static class Lesson
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().DisableHtml().UsePipeTables().UseEmphasisExtras().UseAutoIdentifiers().Build();

    /// <param name="skipsTitle">Whether the first heading is left out: the page has it already.</param>
    /// <param name="hasLinks">False in an exam: links to other lessons lead out of it.</param>
    public static MarkupString Render(string markdown, bool skipsTitle, bool hasLinks = true)
    {
        var document = Markdown.Parse(markdown, Pipeline);
        if (skipsTitle && document.FirstOrDefault() is HeadingBlock { Level: 1 } title)
            document.Remove(title);
        foreach (var link in document.Descendants<LinkInline>().ToList())
            Tame(link, hasLinks);
        foreach (var link in document.Descendants<AutolinkInline>().Where(link => !link.IsEmail && !LeadsToPage(link.Url)).ToList())
            link.ReplaceBy(new LiteralInline(link.Url));
        foreach (var code in document.Descendants<CodeBlock>())
            code.GetAttributes().AddProperty("tabindex", "0"); // what can be scrolled can be reached by keyboard

        using var text = new StringWriter();
        var renderer = new HtmlRenderer(text);
        Pipeline.Setup(renderer);
        renderer.Render(document);
        return new MarkupString(text.ToString());
    }

    private static void Tame(LinkInline link, bool hasLinks)
    {
        if (!hasLinks && !link.IsImage && !IsAbsolute(link.Url ?? ""))
        {
            while (link.FirstChild is { } child)
            {
                child.Remove();
                link.InsertBefore(child);
            }

            link.Remove();
            return;
        }

        if (link.IsImage || !LeadsToPage(link.Url ?? ""))
        {
            link.Url = "#";
            link.IsImage = false;
            return;
        }

        if (IsAbsolute(link.Url!))
        {
            link.GetAttributes().AddProperty("rel", "noopener noreferrer");
            link.GetAttributes().AddProperty("target", "_blank");
        }
        else
        {
            link.Url = OfLab(link.Url!);
        }
    }

    private static bool LeadsToPage(string url) => IsAbsolute(url) || !url.Contains(':', StringComparison.Ordinal) && !url.StartsWith("//", StringComparison.Ordinal);

    private static bool IsAbsolute(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps);

    // Lessons link to one another by folder: ../first-key/README.md, ../../databases/first-query/.
    private static string OfLab(string url) => url.StartsWith('#') ? url
        : url.Replace("/README.md", "", StringComparison.Ordinal).TrimEnd('/') is var path && path.StartsWith("../../", StringComparison.Ordinal) ? "/labs/" + path[6..]
        : path;
}
