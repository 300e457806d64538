using System.Buffers;
using System.Globalization;
using System.Text;

namespace BackendLabs.Judge.Services.Redis;

/// <summary>Turns a command and its reply into a line that a person reads; never longer than 200 characters.</summary>
internal static class RedisDetail
{
    private const int TokenLength = 40;
    private const int ArgumentsLength = 120;
    private const int ResultLength = 70;

    private static readonly SearchValues<byte> Unescaped =
        SearchValues.Create([.. Enumerable.Range(' ', 0x7f - ' ').Select(b => (byte)b).Except("\"\\"u8.ToArray())]);

    /// <param name="shape">See <see cref="RedisCommandTable"/>.</param>
    public static string Arguments(RedisCommand command, string shape)
    {
        var text = new StringBuilder(64);
        for (var i = 1; i <= command.ArgumentCount; i++)
        {
            if (text.Length > ArgumentsLength - TokenLength)
            {
                text.Append(CultureInfo.InvariantCulture, $" … {command.ArgumentCount - i + 1} more");
                break;
            }
            if (i > 1)
                text.Append(' ');
            AppendToken(text, command.Parts[i], LetterAt(shape, i - 1) == 'v');
        }
        return text.ToString();
    }

    public static string Result(in ReplyHead head) => head.Type switch
    {
        '+' or ',' or '(' => Text(head.Text),
        '-' or '!' => "error: " + Text(head.Text),
        ':' => head.Number.ToString(CultureInfo.InvariantCulture),
        '#' => head.Text == "t" ? "1" : "0",
        '$' => head.Number < 0 ? "nil" : Count(head.Number, "byte"),
        // A verbatim string begins with its format, "txt:".
        '=' => Count(head.Number - 4, "byte"),
        '*' or '~' or '>' => head.Number < 0 ? "nil" : Count(head.Number, "item"),
        // As version 2 of the protocol counts them.
        '%' => Count(2 * head.Number, "item"),
        '_' => "nil",
        _ => "",
    };

    public static string Join(string arguments, string result) => arguments.Length == 0 ? $"-> {result}" : $"{arguments} -> {result}";

    public static string Count(long count, string noun) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {noun}{(count == 1 ? "" : "s")}");

    /// <summary>A server's words on one line, shortened, with nothing that a terminal would act on.</summary>
    public static string Text(string words)
    {
        var text = new StringBuilder();
        AppendEscaped(text, Encoding.UTF8.GetBytes(words), ResultLength);
        return text.ToString();
    }

    /// <summary>What the argument at this place (from 0) is, as if each number of keys were zero.</summary>
    public static char LetterAt(string shape, int index)
    {
        var star = shape.IndexOf('*', StringComparison.Ordinal);
        if (star < 0)
            return index < shape.Length ? shape[index] : 'w';
        if (index < star)
            return shape[index];
        var cycle = shape.Length - star - 1;
        return shape[star + 1 + (index - star) % cycle];
    }

    private static void AppendToken(StringBuilder text, byte[] bytes, bool quoted)
    {
        quoted = quoted || bytes.Length == 0 || bytes.AsSpan().IndexOfAnyInRange((byte)0, (byte)' ') >= 0 || bytes.AsSpan().Contains((byte)'"');
        if (quoted)
            text.Append('"');
        AppendEscaped(text, bytes, TokenLength);
        if (quoted)
            text.Append('"');
    }

    private static void AppendEscaped(StringBuilder text, ReadOnlySpan<byte> bytes, int length)
    {
        if (bytes.Length <= length - 4 && bytes.IndexOfAnyExcept(Unescaped) < 0)
        {
            text.Append(Encoding.ASCII.GetString(bytes));
            return;
        }
        var start = text.Length;
        while (!bytes.IsEmpty)
        {
            if (text.Length - start >= length - 4)
            {
                text.Append('…');
                return;
            }
            var valid = Rune.DecodeFromUtf8(bytes, out var rune, out var used) == OperationStatus.Done;
            if (valid && rune.Value is '"' or '\\')
                text.Append('\\').Append((char)rune.Value);
            else if (valid && IsPlain(rune))
                text.Append(rune.ToString());
            else
                AppendHex(text, bytes[..used], start + length);
            bytes = bytes[used..];
        }
    }

    private static void AppendHex(StringBuilder text, ReadOnlySpan<byte> bytes, int end)
    {
        foreach (var b in bytes)
        {
            if (text.Length + 4 <= end)
                text.Append(CultureInfo.InvariantCulture, $"\\x{b:x2}");
        }
    }

    // Controls, marks of direction, private and unassigned characters could rewrite the line they stand in.
    private static bool IsPlain(Rune rune) => Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned or UnicodeCategory.Surrogate);
}
