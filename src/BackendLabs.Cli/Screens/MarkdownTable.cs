using Markdig.Extensions.Tables;
using Markdig.Syntax;
using Spectre.Console;
using Spectre.Console.Rendering;
using Table = Markdig.Extensions.Tables.Table;
using TableCell = Markdig.Extensions.Tables.TableCell;
using TableRow = Markdig.Extensions.Tables.TableRow;

namespace BackendLabs.Cli.Screens;

internal static class MarkdownTable
{
    public static IRenderable Of(Table table)
    {
        var drawn = new Spectre.Console.Table { Border = TableBorder.Square, BorderStyle = Ink.Quiet };
        var rows = table.OfType<TableRow>().ToList();
        var columns = rows.Count == 0 ? 0 : rows.Max(row => row.Count);
        for (var index = 0; index < columns; index++)
            drawn.AddColumn(Column(table, rows, index));
        foreach (var row in rows.Where(row => !row.IsHeader))
            drawn.AddRow(Enumerable.Range(0, columns).Select(index => Cell(row, index, Ink.Plain)));
        drawn.ShowHeaders = rows.Any(row => row.IsHeader);
        return drawn;
    }

    private static TableColumn Column(Table table, List<TableRow> rows, int index)
    {
        var header = rows.FirstOrDefault(row => row.IsHeader);
        var column = new TableColumn(header is null ? new Text("") : Cell(header, index, Ink.Strong));
        var alignment = index < table.ColumnDefinitions.Count ? table.ColumnDefinitions[index].Alignment : null;
        column.Alignment = alignment switch
        {
            TableColumnAlign.Right => Justify.Right,
            TableColumnAlign.Center => Justify.Center,
            _ => Justify.Left,
        };
        return column;
    }

    private static IRenderable Cell(TableRow row, int index, Style style) =>
        index < row.Count && row[index] is TableCell cell && cell.OfType<ParagraphBlock>().FirstOrDefault() is { } paragraph
            ? MarkdownInlines.Of(paragraph.Inline, style)
            : new Text("");
}
