using System.Text.RegularExpressions;
using BackendLabs.Labs.Reading;

namespace BackendLabs.Labs;

/// <summary>Writes a line of <c>changes</c>, and the version that it is of, into the text of <c>lab.yaml</c>; comments and layout stay.</summary>
public static partial class ChangeNote
{
    /// <param name="yaml">The text of <c>lab.yaml</c>.</param>
    /// <param name="id">The lab's.</param>
    /// <param name="digest">Of the checks as they are now, as <see cref="LabDigest.OfChecks"/> gives it.</param>
    /// <param name="note">One line for whoever reads the history.</param>
    /// <param name="isUsed">Whether somebody may have a grade under the present version: then it is counted up, else its line is renewed.</param>
    /// <returns>The new text and version; null where the list is written in a way that is better edited by hand.</returns>
    public static (string Yaml, int Version)? Add(string yaml, string id, string digest, string note, bool isUsed)
    {
        var log = new ProblemLog();
        if (LabDefinition.Read(yaml, id, log.For("lab.yaml")) is not { Version: { } version } definition || definition.Changes.IsBroken)
            return null;
        var lines = yaml.TrimEnd('\n').Split('\n').ToList();
        var newest = definition.Changes.Newest;
        var renews = newest?.Version == version && !isUsed;
        var noted = newest?.Version == version && isUsed ? version + 1 : version;
        var line = LabChanges.Line(noted, digest, Quoted(note));
        if (!(renews ? Renew(lines, newest!, line) : Append(lines, newest, line)))
            return null;
        if (noted != version && !SetVersion(lines, noted))
            return null;
        var written = string.Join('\n', lines) + "\n";
        return IsNoted(written, id, noted, digest) ? (written, noted) : null;
    }

    private static bool Renew(List<string> lines, LabChange newest, string line)
    {
        if (!ItemOfOneLine().IsMatch(lines[newest.Place.Line - 1]))
            return false;
        lines[newest.Place.Line - 1] = IndentOf(lines[newest.Place.Line - 1]) + line;
        return true;
    }

    private static bool Append(List<string> lines, LabChange? newest, string line)
    {
        var field = lines.FindIndex(one => one.StartsWith("changes:", StringComparison.Ordinal));
        if (field < 0)
        {
            lines.AddRange(["changes:", "  " + line]);
            return true;
        }

        if (newest is null)
        {
            if (!EmptyList().IsMatch(lines[field]))
                return false;
            lines[field] = "changes:";
            lines.Insert(field + 1, "  " + line);
            return true;
        }

        var last = newest.Place.Line - 1;
        if (!ItemOfOneLine().IsMatch(lines[last]))
            return false;
        lines.Insert(last + 1, IndentOf(lines[last]) + line);
        return true;
    }

    private static bool SetVersion(List<string> lines, int version)
    {
        var at = lines.FindIndex(line => VersionLine().IsMatch(line));
        if (at < 0)
            return false;
        lines[at] = VersionLine().Replace(lines[at], match => $"{match.Groups["name"].Value}{version}", 1);
        return true;
    }

    // What was written is read as any text is: a list of another form is not spoilt.
    private static bool IsNoted(string yaml, string id, int version, string digest)
    {
        var log = new ProblemLog();
        return LabDefinition.Read(yaml, id, log.For("lab.yaml")) is { Changes: { IsBroken: false, Newest: { } newest } } definition
            && (definition.Version, newest.Version, newest.Digest) == (version, version, digest);
    }

    private static string IndentOf(string line) => line[..(line.Length - line.TrimStart().Length)];

    private static string Quoted(string note) =>
        $"\"{note.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    [GeneratedRegex("^\\s*- \\{.*\\}\\s*(#.*)?$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex ItemOfOneLine();

    [GeneratedRegex("^changes:\\s*(\\[\\s*\\])?\\s*(#.*)?$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex EmptyList();

    [GeneratedRegex("^(?<name>version:\\s*)[0-9]+", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex VersionLine();
}
