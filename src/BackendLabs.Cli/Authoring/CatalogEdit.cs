using System.Text.RegularExpressions;

namespace BackendLabs.Cli.Authoring;

/// <summary>Adds a lab to the text of a catalogue, so that its comments and layout stay as they are.</summary>
internal static partial class CatalogEdit
{
    public static string Add(string yaml, string id)
    {
        var (track, name) = (id.Split('/')[0], id.Split('/')[1]);
        var lines = yaml.TrimEnd('\n').Split('\n').ToList();
        var at = lines.FindIndex(line => TrackLine().Match(line) is { Success: true } match && match.Groups["id"].Value == track);
        if (at < 0)
        {
            lines.AddRange([$"  - id: {track}", $"    title: {Title(track)}", "    summary: One sentence on what this track teaches.", $"    labs: [{name}]"]);
        }
        else
        {
            var end = lines.FindIndex(at + 1, line => TrackLine().IsMatch(line));
            var labs = lines.FindIndex(at, (end < 0 ? lines.Count : end) - at, line => FlowLabs().IsMatch(line));
            if (labs >= 0)
                lines[labs] = FlowLabs().Replace(lines[labs], match => $"{match.Groups["before"].Value}[{Join(match.Groups["names"].Value, name)}]", 1);
        }

        return string.Join('\n', lines) + "\n";
    }

    private static string Title(string track) => char.ToUpperInvariant(track[0]) + track[1..].Replace('-', ' ');

    private static string Join(string names, string name) => names.Trim().Length == 0 ? name : $"{names.TrimEnd()}, {name}";

    [GeneratedRegex("^\\s*-\\s+id:\\s*(?<id>[a-z0-9-]+)\\s*$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex TrackLine();

    [GeneratedRegex("^(?<before>\\s+labs:\\s*)\\[(?<names>[^\\]]*)\\]", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex FlowLabs();
}
