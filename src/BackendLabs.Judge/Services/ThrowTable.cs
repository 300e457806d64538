using System.Text.RegularExpressions;
using BackendLabs.Judge.Snippets;

namespace BackendLabs.Judge.Services;

/// <summary>One row of a table of exceptions.</summary>
/// <param name="Type">The exception's full name, or its end from a dot on: <c>Sqlite.SqliteException</c>.</param>
/// <param name="Pattern">A regular expression for its message; its named groups stand in <paramref name="Words"/> as <c>{group}</c>.</param>
/// <param name="Words">What is wrong, and the next step. <c>{names}</c> and <c>{unused}</c> are of the exception's facts, <c>{given}</c> the services that the lab's methods are given.</param>
internal sealed record ThrowRow(string Type, string Pattern, string Words)
{
    /// <summary>The library's own number or word for the error; null for any.</summary>
    public string? Code { get; init; }

    /// <summary>The end of the full name of the exception inside; null for any or none.</summary>
    public string? Inner { get; init; }

    /// <summary>Whether the exception must have names that its message lacks, for the words name them.</summary>
    public bool NeedsNames => Words.Contains("{names}", StringComparison.Ordinal);

    /// <inheritdoc cref="NeedsNames"/>
    public bool NeedsUnused => Words.Contains("{unused}", StringComparison.Ordinal);
}

/// <summary>What exceptions of a library mean to a student. The first row that fits is taken.</summary>
internal sealed class ThrowTable(params ThrowRow[] rows)
{
    private const int LongestGroup = 80;

    private readonly (ThrowRow Row, Regex Pattern)[] _rows =
        [.. rows.Select(row => (row, new Regex(row.Pattern, RegexOptions.ExplicitCapture | RegexOptions.Singleline | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1))))];

    /// <param name="given">The names of the services that the lab's methods are given, as a text: "db and cache".</param>
    /// <returns>Null where no row fits.</returns>
    public string? Find(SnippetFailure thrown, string given)
    {
        foreach (var (row, pattern) in _rows)
        {
            if (Fits(row, thrown) && pattern.Match(thrown.Message) is { Success: true } match)
                return Fill(row.Words, match, thrown, given);
        }

        return null;
    }

    // A type that the student's own text declares comes without a namespace.
    private static bool Fits(ThrowRow row, SnippetFailure thrown) =>
        thrown.Type.Contains('.', StringComparison.Ordinal) && (thrown.Type == row.Type || thrown.Type.EndsWith("." + row.Type, StringComparison.Ordinal))
        && (row.Inner is null || thrown.Inner?.Type.EndsWith("." + row.Inner, StringComparison.Ordinal) == true)
        && (row.Code is null || row.Code == thrown.Facts?.Code)
        && (!row.NeedsNames || thrown.Facts is { Names.Count: > 0 })
        && (!row.NeedsUnused || thrown.Facts is { Unused.Count: > 0 });

    private static string Fill(string words, Match match, SnippetFailure thrown, string given)
    {
        var text = words
            .Replace("{given}", given, StringComparison.Ordinal)
            .Replace("{names}", List(thrown.Facts?.Names ?? []), StringComparison.Ordinal)
            .Replace("{unused}", List(thrown.Facts?.Unused ?? []), StringComparison.Ordinal);
        return match.Groups.Values.Skip(1).Aggregate(text, (sofar, group) => sofar.Replace($"{{{group.Name}}}", Cut(group.Value), StringComparison.Ordinal));
    }

    /// <summary>"a", "a and b", "a, b and c".</summary>
    public static string List(IReadOnlyList<string> names) =>
        names.Count < 2 ? string.Concat(names) : $"{string.Join(", ", names.SkipLast(1))} and {names[^1]}";

    private static string Cut(string text) => text.Length <= LongestGroup ? text : text[..(LongestGroup - 1)] + "…";
}
