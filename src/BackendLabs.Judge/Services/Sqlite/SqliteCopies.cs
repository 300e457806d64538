using System.Globalization;
using System.Text.RegularExpressions;
using BackendLabs.Contract;

namespace BackendLabs.Judge.Services.Sqlite;

/// <summary>A database file for each of the snippet's processes.</summary>
/// <param name="realDatabase">Where the judge's database lies; the copies lie in <paramref name="folder"/>.</param>
internal sealed partial class SqliteCopies(string realDatabase, string folder) : OwnCopies
{
    public override Task<string?> BeginAsync(int host)
    {
        var name = NameOf(host);
        DatabaseTemplate.Empty.CopyTo(Path.Combine(folder, name));
        Fill(name);
        return Task.FromResult<string?>(name);
    }

    /// <summary>A statement on a copy, as the process tells.</summary>
    public void Saw(StatementFacts statement, int host)
    {
        lock (Guard)
        {
            var written = WrittenBy(host);
            if (!statement.Writes && statement.Rows > 0 && written.Any(table => Regex.IsMatch(statement.Sql, $@"\b{Regex.Escape(table)}\b", RegexOptions.IgnoreCase, TimeSpan.FromSeconds(1))))
                WasReadBack = true;
            if (statement is { Writes: true, Trouble: null } && Target().Match(statement.Sql) is { Success: true } target)
                written.Add(target.Groups["table"].Value);
        }
    }

    protected override Task FillAsync(int host, CancellationToken cancellationToken)
    {
        Fill(NameOf(host));
        return Task.CompletedTask;
    }

    private static string NameOf(int host) => string.Create(CultureInfo.InvariantCulture, $"own{host}.db");

    private void Fill(string name)
    {
        using var real = WorldDatabase.Open(realDatabase);
        using var copy = WorldDatabase.Open(Path.Combine(folder, name));
        real.BackupDatabase(copy);
    }

    [GeneratedRegex("""\b(insert\s+(or\s+\w+\s+)?into|replace\s+into|update(\s+or\s+\w+)?|delete\s+from)\s+["\[`]?(?<table>\w+)""", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Target();
}
