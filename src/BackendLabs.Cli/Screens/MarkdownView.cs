using Markdig;
using Markdig.Syntax;
using Spectre.Console;
using Spectre.Console.Rendering;
using Table = Markdig.Extensions.Tables.Table;

namespace BackendLabs.Cli.Screens;

/// <summary>A lesson on a terminal: Markdown's blocks as what Spectre can draw.</summary>
internal static class MarkdownView
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().UsePipeTables().UseEmphasisExtras().Build();

    public static IRenderable Of(string markdown) => Blocks(Markdown.Parse(markdown, Pipeline));

    private static Stack Blocks(ContainerBlock container)
    {
        var parts = new List<IRenderable>();
        foreach (var block in container)
        {
            if (Block(block) is not { } rendered)
                continue;
            if (parts.Count > 0)
                parts.Add(Ink.Blank);
            parts.Add(rendered);
        }

        return Ink.Stack(parts);
    }

    private static IRenderable? Block(Block block) => block switch
    {
        HeadingBlock heading => Heading(heading),
        ParagraphBlock paragraph => MarkdownInlines.Of(paragraph.Inline, Ink.Plain),
        ListBlock list => List(list),
        QuoteBlock quote => new Prefixed(Blocks(quote), "│ ", "│ ", Ink.Quiet),
        CodeBlock code => Code(code),
        Table table => MarkdownTable.Of(table),
        ThematicBreakBlock => new Rule { Style = Ink.Quiet, Border = BoxBorder.Square },
        HtmlBlock or LinkReferenceDefinitionGroup => null,
        ContainerBlock other => Blocks(other),
        LeafBlock { Inline: { } inline } => MarkdownInlines.Of(inline, Ink.Plain),
        _ => null,
    };

    private static IRenderable Heading(HeadingBlock heading)
    {
        var text = MarkdownInlines.Of(heading.Inline, Ink.Strong);
        if (heading.Level > 1)
            return text;
        var width = Ink.Cells(MarkdownInlines.PlainText(heading.Inline));
        return Ink.Stack([text, new Underline(width)]);
    }

    private static Verbatim Code(CodeBlock code) => new(code.Lines.ToString(), Ink.Code);

    private static Stack List(ListBlock list)
    {
        var parts = new List<IRenderable>();
        var number = int.TryParse(list.OrderedStart, out var start) ? start : 1;
        var digits = $"{number + list.Count - 1}".Length;
        foreach (var item in list.OfType<ListItemBlock>())
        {
            var mark = list.IsOrdered ? $"{(number++).ToString().PadLeft(digits)}. " : "• ";
            if (list.IsLoose && parts.Count > 0)
                parts.Add(Ink.Blank);
            parts.Add(new Prefixed(Item(item, list.IsLoose), mark, new string(' ', mark.Length), Ink.Code));
        }

        return Ink.Stack(parts);
    }

    private static Stack Item(ListItemBlock item, bool loose) =>
        loose ? Blocks(item) : Ink.Stack(item.Select(Block).OfType<IRenderable>());

    private sealed class Underline(int width) : IRenderable
    {
        public Measurement Measure(RenderOptions options, int maxWidth) => new(1, Math.Min(width, maxWidth));

        public IEnumerable<Segment> Render(RenderOptions options, int maxWidth)
        {
            yield return new Segment(new string('═', Math.Min(width, maxWidth)), Ink.Quiet);
            yield return Segment.LineBreak;
        }
    }
}
