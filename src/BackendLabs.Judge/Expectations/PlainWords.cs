using System.Collections;
using System.Globalization;
using System.Text;

namespace BackendLabs.Judge;

/// <summary>Values as a student would write them, cut where they would fill the screen.</summary>
internal static class PlainWords
{
    private const int Longest = 400;
    private const int MostItems = 12;
    private const int Deepest = 4;

    public static string Of(object? value)
    {
        var text = new StringBuilder();
        Write(text, value, Deepest);
        return text.Length <= Longest ? text.ToString() : text.ToString(0, Longest - 1) + "…";
    }

    private static void Write(StringBuilder text, object? value, int depth)
    {
        switch (value)
        {
            case null: text.Append("null"); break;
            case string s: text.Append('"').Append(s).Append('"'); break;
            case char c: text.Append('\'').Append(c).Append('\''); break;
            case bool b: text.Append(b ? "true" : "false"); break;
            case DateTime or DateTimeOffset: text.AppendFormat(CultureInfo.InvariantCulture, "{0:O}", value); break;
            case byte[] bytes: text.Append(CultureInfo.InvariantCulture, $"{bytes.Length} bytes {Convert.ToHexString(bytes.AsSpan(0, Math.Min(8, bytes.Length)))}"); break;
            case IFormattable number: text.Append(number.ToString(format: null, CultureInfo.InvariantCulture)); break;
            case Exception error: text.Append(error.GetType().Name).Append(": ").Append(error.Message); break;
            case IEnumerable items when depth > 0: WriteItems(text, items, depth); break;
            default: text.Append(value); break;
        }
    }

    private static void WriteItems(StringBuilder text, IEnumerable items, int depth)
    {
        text.Append('[');
        var count = 0;
        foreach (var item in items)
        {
            if (count > 0)
                text.Append(", ");
            if (count++ == MostItems)
            {
                text.Append('…');
                break;
            }

            Write(text, item, depth - 1);
        }

        text.Append(']');
    }
}
