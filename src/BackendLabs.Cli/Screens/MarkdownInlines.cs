using Markdig.Extensions.Tables;
using Markdig.Syntax.Inlines;
using Spectre.Console;

namespace BackendLabs.Cli.Screens;

/// <summary>A paragraph's pieces: emphasis, code, links.</summary>
internal static class MarkdownInlines
{
    public static Paragraph Of(ContainerInline? inlines, Style style)
    {
        var paragraph = new Paragraph();
        if (inlines is not null)
            Append(paragraph, inlines, style);
        return paragraph;
    }

    public static string PlainText(ContainerInline? inlines) => inlines is null ? "" : string.Concat(inlines.Select(PlainText));

    private static string PlainText(Inline inline) => inline switch
    {
        LiteralInline literal => Visible.Line(literal.Content.ToString()),
        CodeInline code => Visible.Line(code.Content),
        LineBreakInline => " ",
        HtmlEntityInline entity => Visible.Line(entity.Transcoded.ToString()),
        AutolinkInline link => Visible.Line(link.Url),
        ContainerInline container => PlainText(container),
        _ => "",
    };

    private static void Append(Paragraph paragraph, ContainerInline inlines, Style style)
    {
        foreach (var inline in inlines)
            Append(paragraph, inline, style);
    }

    private static void Append(Paragraph paragraph, Inline inline, Style style)
    {
        switch (inline)
        {
            case LineBreakInline { IsHard: true }:
                paragraph.Append("\n", style);
                break;
            case CodeInline code:
                paragraph.Append(Visible.Line(code.Content), style.Combine(Ink.Code));
                break;
            case EmphasisInline emphasis:
                Append(paragraph, emphasis, style.Combine(emphasis.DelimiterCount > 1 ? Ink.Strong : new Style(decoration: Decoration.Italic)));
                break;
            case LinkInline link:
                AppendLink(paragraph, link, style);
                break;
            case ContainerInline container and not PipeTableDelimiterInline:
                Append(paragraph, container, style);
                break;
            default:
                paragraph.Append(PlainText(inline), style);
                break;
        }
    }

    // A terminal does not follow links, so the address is shown where the text does not say it.
    private static void AppendLink(Paragraph paragraph, LinkInline link, Style style)
    {
        var text = PlainText(link);
        paragraph.Append(link.IsImage ? $"[{text}]" : text, style.Combine(Ink.Link));
        if (link.Url is { Length: > 0 } url && url != text)
            paragraph.Append($" ({Visible.Line(url)})", style.Combine(Ink.Quiet));
    }
}
