using System.Globalization;
using System.Text.RegularExpressions;
using BackendLabs.Cli.Machine;
using BackendLabs.Grader;
using BackendLabs.Labs;

namespace BackendLabs.Cli.Authoring;

/// <summary>Writes the line of <c>changes</c> for checks that have been proved, and the version it is of.</summary>
internal static partial class NotedChange
{
    /// <returns>The report as it is with the line; as it was where none was written, with the reason on the screen.</returns>
    public static async Task<ValidationReport> WriteAsync(
        CommandContext context, CatalogLab entry, LabReading reading, ValidationReport report, string note, CancellationToken cancellationToken)
    {
        if (reading is not LabReading.Bad { IsUnnoted: true, Draft: { } lab })
        {
            context.Screen.Note(reading is LabReading.Good ? "Nothing was noted: the checks are as `changes` says." : "Nothing was noted: mend lab.yaml and the files first.");
            return report;
        }

        if (report.Steps.Any(step => step.Name != "definition" && step.Problems.Count > 0))
        {
            context.Screen.Note("Nothing was noted: mend what is named below first, for that may change the checks again.");
            // The line that --note will write is no mistake beside the others.
            return report with { Steps = [.. report.Steps.Select(step => step.Name == "definition" ? new ValidationStep("definition", "its line of `changes` is written once the rest is proved", []) : step)] };
        }

        var path = Path.Combine(entry.Folder, "lab.yaml");
        var before = await File.ReadAllTextAsync(path, cancellationToken);
        if (ChangeNote.Add(before.ReplaceLineEndings("\n"), entry.Id, lab.ChecksDigest, note, await IsUsedAsync(entry, lab.Version, cancellationToken)) is not var (yaml, version))
        {
            context.Screen.Note("Nothing was noted: `changes` is written in a way that is better edited by hand.");
            return report;
        }

        await File.WriteAllTextAsync(path, before.Contains("\r\n", StringComparison.Ordinal) ? yaml.ReplaceLineEndings("\r\n") : yaml, cancellationToken);
        if (entry.Read() is not LabReading.Good)
            return report;
        return report with
        {
            Steps = [.. report.Steps.Select(step => step.Name == "definition" ? new ValidationStep("definition", $"version {version} is noted in lab.yaml", []) : step)],
        };
    }

    // A version that is in no commit nobody has a grade under. Where git does not know, somebody may.
    private static async Task<bool> IsUsedAsync(CatalogLab entry, int version, CancellationToken cancellationToken)
    {
        if (Tool.Find("git") is null || (await GitAsync("rev-parse", "--is-inside-work-tree")).ExitCode != 0)
            return true;
        var committed = await GitAsync("show", "HEAD:./lab.yaml");
        return committed.ExitCode == 0
            && VersionLine().Match(committed.Output) is { Success: true } match
            && int.TryParse(match.Groups["number"].Value, CultureInfo.InvariantCulture, out var known)
            && known >= version;

        Task<ToolAnswer> GitAsync(params string[] arguments) => Tool.RunAsync("git", arguments, entry.Folder, cancellationToken);
    }

    [GeneratedRegex("^version:\\s*(?<number>[0-9]+)", RegexOptions.Multiline | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex VersionLine();
}
