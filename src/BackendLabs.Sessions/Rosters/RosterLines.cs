using CsvHelper;

namespace BackendLabs.Sessions.Rosters;

/// <param name="Number">Of the file, from 1: where the record begins.</param>
internal sealed record RosterLine(int Number, IReadOnlyList<string> Cells)
{
    /// <summary>Without spaces around it; empty where the line has no such cell.</summary>
    public string this[int? cell] => cell is { } index && index < Cells.Count ? Cells[index].Trim() : "";
}

/// <summary>Splits a CSV text into records.</summary>
internal static class RosterLines
{
    // A roster of the allowed size, and the lines that Canvas adds: no more is read of a file that is too long.
    private const int MostLines = Labs.Cohort.MostPeople + 20;

    /// <summary>The header first; lines without content are left out.</summary>
    public static IReadOnlyList<RosterLine> Read(string text, List<RosterProblem> problems)
    {
        var lines = new List<RosterLine>();
        try
        {
            using var reader = CsvReader.FromText(text, new CsvReaderOptions
            {
                HasHeader = false,
                Separator = FindSeparator(text),
                TrimWhitespace = true,
                TrackLineNumbers = true,
                OnMalformedRecord = record => problems.Add(Explain(record)),
            });
            while (lines.Count < MostLines && reader.Read())
            {
                var cells = reader.Current.ToArray();
                if (!cells.All(string.IsNullOrWhiteSpace))
                    lines.Add(new RosterLine((int)reader.LineNumber, cells));
            }
        }
        catch (CsvFormatException malformed)
        {
            problems.Add(new RosterProblem(Math.Max(1, (int)malformed.LineNumber), "The CSV is malformed here.", "Export the file anew, or open and save it in a spreadsheet."));
        }

        return lines;
    }

    // By the header alone: names such as "Lovelace, Ada" in the lines below would count as separators.
    private static char? FindSeparator(string text)
    {
        var header = text.AsSpan().TrimStart();
        var end = header.IndexOfAny('\r', '\n');
        header = end < 0 ? header : header[..end];
        // Excel's line "sep=;" is read by the library, and so is a header that goes on in the next line.
        if (header.StartsWith("sep=", StringComparison.OrdinalIgnoreCase) || header.Count('"') % 2 != 0)
            return null;
        using var reader = CsvReader.FromText(header.ToString(), new CsvReaderOptions { HasHeader = false });
        return reader.Separator;
    }

    private static RosterProblem Explain(CsvMalformedRecord record) => record.Reason switch
    {
        CsvMalformedReason.UnterminatedQuote => new((int)record.LineNumber, "A quote is opened here and never closed.", "Close it, or take it away; a quote within quotes is written twice."),
        CsvMalformedReason.TextAfterClosingQuote => new((int)record.LineNumber, "There is text after a closing quote.", "Write a quote within quotes twice: \"Ada \"\"the Countess\"\" Lovelace\"."),
        _ => new((int)record.LineNumber, "There is a quote within a cell that does not begin with one.", "Put the whole cell in quotes, and write the quote within it twice."),
    };
}
