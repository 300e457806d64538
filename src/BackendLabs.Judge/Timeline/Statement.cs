using System.Text.RegularExpressions;
using BackendLabs.Contract;

namespace BackendLabs.Judge;

/// <summary>
/// A statement of SQL. SQLite runs in the student's process, so nobody outside sees a statement: the process tells of it,
/// and what a check proves by it should show in the database or in a plan too. A database server's statements are read in
/// its own log, which does not say how many rows one gave: <see cref="Rows"/> and <see cref="Stepped"/> are 0.
/// </summary>
/// <param name="Sql">With its parameters as they were written: <c>select … where id = $id</c>.</param>
/// <param name="Rows">That it gave.</param>
/// <param name="Stepped">Rows that it went through one by one because no index led to them.</param>
/// <param name="Writes">Whether it changes rows or tables.</param>
/// <param name="Error">Why it failed; null where it did not.</param>
/// <param name="Event">Its line of the timeline, for the arrow of <c>at:</c>.</param>
public sealed partial record Statement(string Sql, int Rows, long Stepped, bool Writes, string? Error, TimelineEvent Event)
{
    private const int Shown = 140;

    /// <summary>With its values in place of the parameters; null where that is not known.</summary>
    internal string? Expanded { get; init; }

    /// <summary>Its first word in small letters: <c>select</c>, <c>begin</c>.</summary>
    public string Verb => Event.Operation;

    /// <summary>The student's line that ran it, from 1; null where unknown.</summary>
    public int? Line => Event.Line;

    /// <summary>Whether another connection's lock kept it from running.</summary>
    public bool IsBusy => Error is not null && IsBusyError(Error);

    public override string ToString() => Shorten(Sql);

    /// <summary>A statement on one line, cut for reading.</summary>
    internal static string Shorten(string sql, int length = Shown)
    {
        var line = Whitespace().Replace(sql, " ").Trim();
        return line.Length <= length ? line : line[..(length - 1)] + "…";
    }

    internal static bool IsBusyError(string error) => error.Contains("locked", StringComparison.Ordinal);

    [GeneratedRegex(@"\s+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Whitespace();
}
