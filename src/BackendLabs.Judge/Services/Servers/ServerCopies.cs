using System.Globalization;
using System.Text.RegularExpressions;

namespace BackendLabs.Judge.Services.Servers;

/// <summary>A database of the server for each of the snippet's processes.</summary>
internal sealed partial class ServerCopies(ServerSession session) : OwnCopies
{
    // Before the process loads the code; nobody uses the real one at this moment.
    public override async Task<string?> BeginAsync(int host)
    {
        await session.CopyDatabaseAsync(NameOf(host));
        return NameOf(host);
    }

    /// <summary>A statement on a copy.</summary>
    public void Saw(ServerStatement statement, int host)
    {
        if (statement.Error is not null)
            return;
        lock (Guard)
        {
            var written = WrittenBy(host);
            var isWrite = SqlWords.IsWrite(SqlWords.VerbOf(statement.Sql));
            if (!isWrite && written.Any(table => Regex.IsMatch(statement.Sql, $@"\b{Regex.Escape(table)}\b", RegexOptions.IgnoreCase, TimeSpan.FromSeconds(1))))
                WasReadBack = true;
            if (isWrite && Target().Match(statement.Sql) is { Success: true } target)
                written.Add(target.Groups["table"].Value);
        }
    }

    protected override Task FillAsync(int host, CancellationToken cancellationToken) => session.CopyDatabaseAsync(NameOf(host));

    private static string NameOf(int host) => string.Create(CultureInfo.InvariantCulture, $"own{host}");

    [GeneratedRegex("""\b(insert(\s+ignore)?\s+into|replace\s+into|update|delete\s+from|merge\s+into|truncate(\s+table)?)\s+["`]?(?<table>\w+)""", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Target();
}
