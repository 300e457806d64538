using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace BackendLabs.Sessions.Rosters;

/// <summary>Finds the encoding of a file and decodes it.</summary>
internal static class RosterText
{
    private const string CsvRemedy = "Save it as \"CSV UTF-8\" in the spreadsheet, and import that file.";

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly UnicodeEncoding Utf16 = new(bigEndian: false, byteOrderMark: true, throwOnInvalidBytes: true);
    private static readonly UnicodeEncoding Utf16BigEndian = new(bigEndian: true, byteOrderMark: true, throwOnInvalidBytes: true);

    public static bool TryRead(ReadOnlySpan<byte> content, [NotNullWhen(true)] out string? text, [NotNullWhen(false)] out RosterProblem? problem)
    {
        text = null;
        problem = content.Length > RosterFile.LargestBytes
            ? new RosterProblem(1, $"The file has {content.Length / 1024 / 1024} MB; a roster may have {RosterFile.LargestBytes / 1024 / 1024} MB.", "Export only the list of students.")
            : content.StartsWith("PK"u8) || content.StartsWith((ReadOnlySpan<byte>)[0xd0, 0xcf, 0x11, 0xe0])
                ? new RosterProblem(1, "The file is a spreadsheet or an archive, not CSV.", CsvRemedy)
                : null;
        if (problem is not null)
            return false;
        text = Decode(content);
        if (text is null || text.IndexOf('\0', StringComparison.Ordinal) is >= 0)
            problem = new RosterProblem(LineOf(text), "The file is not text: it has bytes that no CSV file has.", CsvRemedy);
        else if (string.IsNullOrWhiteSpace(text))
            problem = new RosterProblem(1, "The file is empty.", "Export the list of students as CSV, with a header and one line for each student.");
        return problem is null;
    }

    private static string? Decode(ReadOnlySpan<byte> content)
    {
        if (content.StartsWith(Encoding.UTF8.Preamble))
            return TryDecode(Utf8, content[Encoding.UTF8.Preamble.Length..]);
        if (content.StartsWith(Utf16.Preamble))
            return TryDecode(Utf16, content[Utf16.Preamble.Length..]);
        if (content.StartsWith(Utf16BigEndian.Preamble))
            return TryDecode(Utf16BigEndian, content[Utf16BigEndian.Preamble.Length..]);
        // Spreadsheets in western Europe still save CSV as Windows-1252; text in it is hardly ever valid UTF-8.
        return TryDecode(Utf8, content) ?? CodePagesEncodingProvider.Instance.GetEncoding(1252)!.GetString(content);
    }

    private static string? TryDecode(Encoding encoding, ReadOnlySpan<byte> content)
    {
        try
        {
            return encoding.GetString(content);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private static int LineOf(string? text) => text is null ? 1 : text.AsSpan(0, text.IndexOf('\0', StringComparison.Ordinal)).Count('\n') + 1;
}
