using System.Text.Json;
using BackendLabs.Cli.Checking;
using BackendLabs.Cli.Screens;
using BackendLabs.Contract;
using BackendLabs.Labs;
using BackendLabs.Store;
using Attempt = BackendLabs.Cli.Progress.Attempt;

namespace BackendLabs.Cli.Sharing;

/// <summary>An attempt of the terminal's as the browser's store keeps one, and back.</summary>
/// <param name="Report">The JSON of <c>lab check --format json</c>.</param>
internal sealed record SharedAttempt(string Snippet, string LabDigest, string Report)
{
    private const string NoText = "// Checked on the command line by an earlier version, which did not keep the text.\n";

    public string Write() => JsonSerializer.Serialize(this, CliJson.Default.SharedAttempt);

    public static JudgedAttempt Of(Attempt attempt)
    {
        var kept = attempt.Unshared is null ? null : JsonSerializer.Deserialize(attempt.Unshared, CliJson.Default.SharedAttempt);
        kept ??= new SharedAttempt(NoText, "", JsonReport.Write(WithoutReport(attempt)));
        return new JudgedAttempt(attempt.Mark, attempt.Lab, kept.LabDigest, kept.Snippet, attempt.Seed, attempt.At, attempt.Verdict, attempt.Score, attempt.Max, kept.Report);
    }

    public static Attempt Of(JudgedAttempt attempt)
    {
        using var json = JsonDocument.Parse(attempt.Report);
        var version = json.RootElement.TryGetProperty("version", out var number) && number.TryGetInt32(out var known) ? known : 1;
        return new Attempt(
            attempt.Lab, version, attempt.Verdict, attempt.Score, attempt.Max, attempt.Seed, Check.Digest(attempt.Snippet), NotPassed(json.RootElement), attempt.At)
        {
            Mark = attempt.Id,
            IsShared = true,
        };
    }

    private static List<string> NotPassed(JsonElement report) => !report.TryGetProperty("checks", out var checks) ? [] :
    [
        .. checks.EnumerateArray()
            .Where(check => check.GetProperty("status").GetString() is not ("passed" or "not_run"))
            .Select(check => check.GetProperty("id").GetString()!),
    ];

    // An earlier version kept only which checks did not pass.
    private static RunReport WithoutReport(Attempt attempt) => new(
        attempt.Lab, attempt.Version,
        attempt.Verdict switch
        {
            "passed" => new Verdict.Passed(),
            "compile_error" => new Verdict.CompileError([]),
            _ => new Verdict.Failed(),
        },
        attempt.Max, attempt.Seed, [], TimeSpan.Zero, [], ResourceUsage.None, [], "",
        [.. attempt.NotPassed.Select(id => new CheckResult(id, id, Max: 0, new CheckStatus.Failed("It did not pass.", null, null), TimeSpan.Zero, [], null))]);
}
