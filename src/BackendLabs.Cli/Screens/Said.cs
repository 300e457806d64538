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

    public override string ToString() => _text.ToString();
}
