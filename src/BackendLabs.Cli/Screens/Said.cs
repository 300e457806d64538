using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace BackendLabs.Cli.Screens;

/// <summary>A sentence of ours with names in it that others chose: each name stays on its line, whatever it holds.</summary>
[InterpolatedStringHandler]
internal readonly ref struct Said
{
    private readonly StringBuilder _text;

    public Said(int literalLength, int formattedCount) => _text = new StringBuilder(literalLength + (formattedCount * 16));

    public void AppendLiteral(string text) => _text.Append(text);

    public void AppendFormatted<T>(T value, string? format = null) =>
        _text.Append(Visible.Name(value is IFormattable number ? number.ToString(format, CultureInfo.InvariantCulture) : value?.ToString() ?? ""));

    /// <summary>In a column: padded to a number of cells, on the right of the text or, where it is negative, on the left.</summary>
    public void AppendFormatted<T>(T value, int alignment, string? format = null)
    {
        var text = Visible.Name(value is IFormattable number ? number.ToString(format, CultureInfo.InvariantCulture) : value?.ToString() ?? "");
        var padding = new string(' ', Math.Max(0, Math.Abs(alignment) - Ink.Cells(text)));
        _text.Append(alignment < 0 ? text + padding : padding + text);
    }

    public override string ToString() => _text.ToString();
}
