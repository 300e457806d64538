using System.Globalization;
using System.Text.RegularExpressions;
using BackendLabs.Testing;

namespace BackendLabs.Attacks.Tests;

/// <summary>One attack, as its file tells it: the comments at the top say what it tries and what must come of it.</summary>
/// <param name="Row">The row that it belongs to, with a letter where a row has several: <c>13</c>, <c>13b</c>.</param>
/// <param name="Group">Its folder: what it aims at.</param>
/// <param name="Tries">In words.</param>
/// <param name="Expected">The verdicts of which one must come.</param>
/// <param name="Says">Patterns that what is shown must match.</param>
/// <param name="Never">Patterns that nothing shown may match.</param>
/// <param name="Text">The snippet, its placeholders still in it.</param>
internal sealed partial record Attack(
    string Row,
    string Name,
    string Group,
    string Tries,
    IReadOnlyList<string> Expected,
    string Arena,
    IReadOnlyList<string> Says,
    IReadOnlyList<string> Never,
    string Text)
{
    // Before the list of all, which is read by them.
    private static readonly string[] Fields = ["expected", "arena", "says", "never"];

    private static readonly string Folder = Path.Combine(PublishedApp.Clone, "tests", "BackendLabs.Attacks.Tests", "attacks");

    public static IReadOnlyList<Attack> All { get; } =
        [.. Directory.EnumerateFiles(Folder, "*.csx", SearchOption.AllDirectories).Select(Read).OrderBy(attack => attack.Number).ThenBy(attack => attack.Row, StringComparer.Ordinal)];

    /// <summary>The row's number, without its letter.</summary>
    public int Number => int.Parse(Row.TrimEnd([.. "abcdefghijklmnopqrstuvwxyz"]), CultureInfo.InvariantCulture);

    public static Attack Of(string row) => All.Single(attack => attack.Row == row);

    public override string ToString() => $"{Row} {Name}";

    /// <summary>The snippet as it is sent.</summary>
    /// <param name="places">What <c>@name@</c> stands for.</param>
    public string Snippet(IReadOnlyDictionary<string, string> places)
    {
        var text = Repeats().Replace(Text, match =>
            string.Concat(Enumerable.Repeat(Regex.Unescape(match.Groups["text"].Value), int.Parse(match.Groups["times"].Value, CultureInfo.InvariantCulture))));
        text = Characters().Replace(text, match => ((char)int.Parse(match.Groups["code"].Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString());
        return places.Aggregate(text, (sofar, place) => sofar.Replace($"@{place.Key}@", place.Value, StringComparison.Ordinal));
    }

    private static Attack Read(string file)
    {
        var text = File.ReadAllText(file);
        var header = text.Split('\n').TakeWhile(line => line.StartsWith("//", StringComparison.Ordinal)).Select(line => line[2..].Trim()).ToList();
        var name = FileName().Match(Path.GetFileNameWithoutExtension(file));
        if (!name.Success)
            throw new InvalidOperationException($"{file} is to be named <row>-<name>.csx, as 20-endless-loop.csx.");
        var row = name.Groups["row"].Value;
        if (header.Count == 0 || !header[0].StartsWith(row + " ", StringComparison.Ordinal))
            throw new InvalidOperationException($"{file} begins with a comment of its row and what it tries: // {row} ...");
        var unknown = header.Skip(1).FirstOrDefault(line => Field().Match(line) is { Success: true } field && !Fields.Contains(field.Groups["name"].Value));
        if (unknown is not null)
            throw new InvalidOperationException($"{file} has the line \"{unknown}\"; there are {string.Join(", ", Fields)}.");
        return new Attack(
            row,
            name.Groups["name"].Value.Replace('-', ' '),
            Path.GetFileName(Path.GetDirectoryName(file)!),
            header[0][(row.Length + 1)..],
            [.. One(header, "expected", file).Split('|', StringSplitOptions.TrimEntries)],
            One(header, "arena", file),
            [.. Values(header, "says")],
            [.. Values(header, "never")],
            text);
    }

    private static string One(List<string> header, string field, string file) =>
        Values(header, field).SingleOrDefault() ?? throw new InvalidOperationException($"{file} lacks a line // {field}: ...");

    private static IEnumerable<string> Values(List<string> header, string field) =>
        header.Where(line => line.StartsWith(field + ":", StringComparison.Ordinal)).Select(line => line[(field.Length + 1)..].Trim());

    [GeneratedRegex("^(?<row>[0-9]+[a-z]?)-(?<name>[a-z0-9-]+)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex FileName();

    [GeneratedRegex("^(?<name>[a-z]+): ", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Field();

    [GeneratedRegex("""@repeat\((?<times>[0-9]+),"(?<text>(\\.|[^"\\])*)"\)@""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Repeats();

    [GeneratedRegex(@"@char\((?<code>[0-9a-fA-F]{4})\)@", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Characters();
}
