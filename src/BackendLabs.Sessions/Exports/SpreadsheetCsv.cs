using System.Globalization;
using System.Text;
using CsvHelper;

namespace BackendLabs.Sessions.Exports;

/// <summary>
/// CSV that people open in a spreadsheet: RFC 4180 with CRLF. A text that a spreadsheet would compute, such as <c>=1+1</c>,
/// gets an apostrophe in front; numbers do not.
/// </summary>
public static class SpreadsheetCsv
{
    private static readonly CsvWriterOptions Options = new()
    {
        Injection = CsvInjection.Escape,
        FormatProvider = CultureInfo.InvariantCulture,
        NewLine = "\r\n",
    };

    /// <param name="write">Every record must have as many fields as the first one.</param>
    public static string Write(Action<CsvWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var csv = CsvWriter.Create(buffer, Options, leaveOpen: true))
            write(csv);
        return Encoding.UTF8.GetString(buffer.GetBuffer().AsSpan(0, (int)buffer.Length));
    }
}
