using System.Globalization;
using System.Text.Json.Serialization;
using BackendLabs.Cli.Screens;
using static System.Text.Json.Serialization.JsonIgnoreCondition;

namespace BackendLabs.Cli.Records;

/// <param name="Result"><c>same</c>, <c>different</c>, <c>forged</c>, <c>genuine</c>, <c>not_replayed</c> or <c>infrastructure_error</c>.</param>
/// <param name="Lab">This and what follows is what the record says; left out where it was erased or the record is forged.</param>
internal sealed record VerificationJson(
    string File,
    string Result,
    IReadOnlyList<string> Problems,
    string? Remedy,
    IReadOnlyList<string> Notes,
    int Entry,
    string Key,
    IReadOnlyList<string> Erased,
    ChainJson? Chain,
    [property: JsonIgnore(Condition = WhenWritingNull)] string? Lab,
    [property: JsonIgnore(Condition = WhenWritingNull)] int? Version,
    [property: JsonIgnore(Condition = WhenWritingNull)] long? Seed,
    [property: JsonIgnore(Condition = WhenWritingNull)] string? At,
    [property: JsonIgnore(Condition = WhenWritingNull)] string? Person,
    [property: JsonIgnore(Condition = WhenWritingNull)] string? Verdict,
    [property: JsonIgnore(Condition = WhenWritingNull)] int? Score,
    [property: JsonIgnore(Condition = WhenWritingNull)] int? Max)
{
    public static string Write(Verification verification)
    {
        var (finding, record) = (verification.Finding, verification.Record);
        var (run, person, verdict) = finding is Finding.Forged ? default : (record.Run, record.Person, record.Verdict);
        return JsonText.Write(
            new VerificationJson(
                verification.File, finding.Name, finding.Problems, finding.Remedy, verification.Notes, record.Entry.Index, record.Entry.Key, record.Erased,
                verification.Chain is { } chain ? new ChainJson(chain.Problems.Count == 0, chain.Length, chain.Unchecked) : null,
                run?.Lab, run?.Version, run?.Seed, run?.At.ToString("O", CultureInfo.InvariantCulture), person, verdict?.Name, verdict?.Score, verdict?.Max),
            CliJson.Default.VerificationJson);
    }
}

internal sealed record ChainJson(bool Whole, int Length, int Unchecked);
