using System.Globalization;
using System.Text;
using System.Text.Unicode;
using BackendLabs.Contract;

namespace BackendLabs.Judge.Snapshots;

/// <summary>Shortens what a student's code has stored, whatever it is, to something that crosses and can be read.</summary>
internal static class Shown
{
    public static readonly StoredValue Null = new("null", "");

    public static StoredValue Integer(long value) => new("integer", value.ToString(CultureInfo.InvariantCulture));

    public static StoredValue Real(double value) => new("real", value.ToString("R", CultureInfo.InvariantCulture));

    /// <summary>A text in UTF-8; what is none in it is replaced.</summary>
    public static StoredValue Text(ReadOnlySpan<byte> bytes)
    {
        var end = Math.Min(bytes.Length, 4 * SnapshotLimits.Text);
        // Not in the middle of a character: bytes that go on with one begin with 10.
        while (end < bytes.Length && end > 0 && (bytes[end] & 0xc0) == 0x80)
            end--;
        var text = Encoding.UTF8.GetString(bytes[..end]);
        var cut = Cut(text, SnapshotLimits.Text);
        return new("text", cut, cut.Length < text.Length || end < bytes.Length ? bytes.Length : null);
    }

    /// <summary>Bytes in hex.</summary>
    public static StoredValue Binary(ReadOnlySpan<byte> bytes, long? length = null)
    {
        var whole = length ?? bytes.Length;
        var first = bytes[..Math.Min(bytes.Length, SnapshotLimits.Binary)];
        return new("blob", Convert.ToHexStringLower(first), first.Length < whole ? whole : null);
    }

    /// <summary>Bytes of which nobody knows what they are: as text where they are one.</summary>
    /// <param name="length">Of the whole value, where <paramref name="bytes"/> is its beginning.</param>
    public static StoredValue Unknown(ReadOnlySpan<byte> bytes, long? length = null)
    {
        var whole = length ?? bytes.Length;
        var isText = IsText(bytes, mayBreakOff: whole > bytes.Length);
        var shown = isText ? Text(bytes) : Binary(bytes, whole);
        return shown.Bytes is null && whole == bytes.Length ? shown : shown with { Bytes = whole };
    }

    /// <summary>The same value with less of it, where it is long.</summary>
    public static StoredValue Shorter(StoredValue value) => value.Text.Length <= SnapshotLimits.ShortText
        ? value
        : value with { Text = Cut(value.Text, SnapshotLimits.ShortText), Bytes = value.Bytes ?? (value.Kind == "blob" ? value.Text.Length / 2 : Encoding.UTF8.GetByteCount(value.Text)) };

    /// <summary>A name of a table or column.</summary>
    public static string Name(string name) => name.Length <= SnapshotLimits.Name ? Whole(name) : Cut(name, SnapshotLimits.Name - 1) + "…";

    private static bool IsText(ReadOnlySpan<byte> bytes, bool mayBreakOff)
    {
        // A beginning may end in mid-character.
        var end = bytes.Length;
        for (var back = 0; mayBreakOff && back < 3 && !Utf8.IsValid(bytes[..end]) && end > 0; back++)
            end--;
        var text = bytes[..end];
        if (!Utf8.IsValid(text))
            return false;
        foreach (var one in text)
        {
            if (one < 0x20 && one is not ((byte)'\t' or (byte)'\n' or (byte)'\r'))
                return false;
        }

        return true;
    }

    private static string Cut(string text, int length)
    {
        if (text.Length <= length)
            return Whole(text);
        return Whole(char.IsHighSurrogate(text[length - 1]) ? text[..(length - 1)] : text[..length]);
    }

    // Half a pair of surrogates is no text that JSON could carry.
    private static string Whole(string text) =>
        text.AsSpan().IndexOfAnyInRange('\ud800', '\udfff') < 0 ? text : Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
}
