using CsvHelper;

namespace BackendLabs.Sessions.Tests.Exports;

internal static class StrictCsv
{
    /// <summary>The records, the header among them; fails for anything that RFC 4180 does not allow.</summary>
    public static IReadOnlyList<string[]> Read(string text)
    {
        using var reader = CsvReader.FromText(text, new CsvReaderOptions
        {
            HasHeader = false,
            Separator = ',',
            MalformedData = CsvMalformedDataHandling.Throw,
            FieldCountMismatch = CsvFieldCountHandling.Throw,
            SkipEmptyLines = false,
        });
        var records = new List<string[]>();
        while (reader.Read())
            records.Add(reader.Current.ToArray());
        Assert.That(text, Does.EndWith("\r\n").And.Not.StartsWith("\ufeff"));
        Assert.That(text.Replace("\r\n", "", StringComparison.Ordinal), Does.Not.Contain('\n').And.Not.Contain('\r'), "CRLF alone ends lines.");
        return records;
    }
}
