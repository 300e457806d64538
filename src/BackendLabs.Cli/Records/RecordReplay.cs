using BackendLabs.Cli.Checking;
using BackendLabs.Cli.Library;
using BackendLabs.Contract;
using BackendLabs.Contract.Services;
using BackendLabs.Grader;
using BackendLabs.Labs;
using BackendLabs.Labs.Evidence;

namespace BackendLabs.Cli.Records;

/// <summary>Repeats a record's run, with its seed, its order and the orders of operations that broke it, and compares.</summary>
internal sealed class RecordReplay(CommandContext context, EvidenceRecord record, List<string> notes)
{
    public async Task<Finding> RunAsync(CancellationToken cancellationToken)
    {
        if (record is not { Run: { } run, Text: { } text, Verdict: { } verdict })
        {
            var gone = record.Erased.Where(part => part is EvidenceParts.Run or EvidenceParts.Text or EvidenceParts.Verdict).ToList();
            return new Finding.NotReplayed(
                $"It cannot be repeated: {string.Join(" and ", gone.Select(part => $"\"{part}\""))} was erased from it.", "What is left is as it was signed: `lab verify-record --no-replay` says so and ends with 0.");
        }

        if (context.Labs.Known(run.Lab) is not { } entry)
            return new Finding.NotReplayed($"It cannot be repeated: there is no lab {run.Lab} here.", "Name the folder that has it: --labs DIR");
        var lab = LabLibrary.Load(entry);
        if (lab.Version != run.Version)
        {
            return new Finding.NotReplayed(
                $"It cannot be repeated: {lab.Id} is version {lab.Version} here, and version {run.Version} was run.",
                $"Bring back the lab as it was on {run.At:yyyy-MM-dd}, or name a folder that has it: --labs DIR");
        }

        // What decides a verdict changes with the version alone (LabDigest.OfChecks); a lesson or a hint may be mended.
        if (lab.Digest != run.LabDigest)
            notes.Add($"Other files of {lab.Id} have changed since ({Short(run.LabDigest)}… then, {Short(lab.Digest)}… here); its checks are those of version {lab.Version}, as then.");
        return await RunAsync(lab, run, text, verdict, cancellationToken);
    }

    private async Task<Finding> RunAsync(Lab lab, RecordedRun run, RecordedText text, RecordedVerdict before, CancellationToken cancellationToken)
    {
        await using var runner = context.OpenGrader();
        var report = await Check.RunAsync(
            context, runner, new RunRequest(lab, text.Text, text.FileName, new RunOptions(run.Seed) { Order = run.Order, Schedules = before.Schedules }), failed: null, cancellationToken);
        if (report.Verdict is Verdict.InfrastructureError broken)
            return new Finding.Broken(broken.Reason, broken.Remedy);
        NoteVersions(run.Versions, await runner.InspectVersionsAsync(lab, cancellationToken));
        var differences = before.Differences(RecordedVerdict.Of(report)).Concat(before.Schedules.Select(pair => OfOrder(pair.Key, pair.Value, report)).OfType<string>()).ToList();
        return differences.Count == 0 ? new Finding.Same() : new Finding.Different(differences);
    }

    // What became of an order of operations in which a check had failed; null where it failed in it again.
    private string? OfOrder(string id, BreakingSchedule schedule, RunReport report)
    {
        var check = report.Checks.FirstOrDefault(check => check.Id == id);
        if (check?.Strayed is { } strayed)
            return $"The order of operations that broke {id} can no longer be followed. {strayed}";
        switch (check?.Status)
        {
            case CheckStatus.Failed failed when failed.Schedule?.Interleaving == schedule.Interleaving:
                notes.Add($"The order of operations that broke {id} was followed, and it broke it again.");
                return null;
            case CheckStatus.Passed:
                notes.Add($"The order of operations that broke {id} was followed, and it holds now.");
                return null;
            default:
                return $"The order of operations that broke {id} was not reached.";
        }
    }

    private void NoteVersions(RunVersions then, RunVersions now)
    {
        (string What, string? Then, string? Now)[] all =
        [
            ("BackendLabs", Short(then.BackendLabs), Short(now.BackendLabs)), (".NET", then.Dotnet, now.Dotnet), ("SQLite", then.Sqlite, now.Sqlite),
            ("Redis", then.Redis, now.Redis), ("the kernel", then.Kernel, now.Kernel),
            .. ServiceKinds.All.Select(home => (home.Title, then.Services?.GetValueOrDefault(home.Kind), now.Services?.GetValueOrDefault(home.Kind))),
        ];
        notes.AddRange(all.Where(one => one.Then != one.Now).Select(one => $"{one.What} was {one.Then ?? "none"} then and is {one.Now ?? "none"} now."));
    }

    private static string Short(string digest) => digest.Length > 12 ? digest[..12] : digest;
}
