using Markdig.Extensions.Tables;
using Markdig.Syntax.Inlines;
using Spectre.Console;

namespace BackendLabs.Cli.Screens;

/// <summary>A paragraph's pieces: emphasis, code, links.</summary>
internal static class MarkdownInlines
{
    public static Flow Of(ContainerInline? inlines, Style style)
    {
        var flow = new Flow();
        if (inlines is not null)
            Append(flow, inlines, style);
        return flow;
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

    private static void Append(Flow flow, ContainerInline inlines, Style style)
    {
        foreach (var inline in inlines)
            Append(flow, inline, style);
    }

    private static void Append(Flow flow, Inline inline, Style style)
    {
        switch (inline)
        {
            case LineBreakInline { IsHard: true }:
                flow.Append("\n", style);
                break;
            case CodeInline code:
                flow.Append(Visible.Line(code.Content), style.Combine(Ink.Code));
                break;
            case EmphasisInline emphasis:
                Append(flow, emphasis, style.Combine(emphasis.DelimiterCount > 1 ? Ink.Strong : new Style(decoration: Decoration.Italic)));
                break;
            case LinkInline link:
                AppendLink(flow, link, style);
                break;
            case ContainerInline container and not PipeTableDelimiterInline:
                Append(flow, container, style);
                break;
            default:
                flow.Append(PlainText(inline), style);
                break;
        }
    }

    // A terminal does not follow links, so the address is shown where the text does not say it.
    private static void AppendLink(Flow flow, LinkInline link, Style style)
    {
        var text = PlainText(link);
        flow.Append(link.IsImage ? $"[{text}]" : text, style.Combine(Ink.Link));
        if (link.Url is { Length: > 0 } url && url != text)
            flow.Append($" ({Visible.Line(url)})", style.Combine(Ink.Quiet));
    }
}
