using System.CommandLine;
using System.CommandLine.Parsing;
using BackendLabs.Cli.Checking;
using BackendLabs.Labs;
using BackendLabs.Sessions.Similarity;
using BackendLabs.Store;
using BackendLabs.Store.Sessions;

namespace BackendLabs.Cli.Sessions;

/// <summary>Pairs of last submissions that are alike, whatever the names in them. Evidence to look at, and no proof.</summary>
internal static class SessionSimilarity
{
    public static LabCommand Create(CommandContext context)
    {
        var id = SessionParts.Id();
        var lab = new Argument<string>("LAB") { Description = "As track/name." };
        var percent = new Option<int>("--percent") { Description = "How alike a pair must be; 60 unless told.", HelpName = "N", DefaultValueFactory = _ => (int)(SimilarPairs.UsualThreshold * 100) };
        percent.Validators.Add(InRange);
        var store = SessionParts.Store();
        return new LabCommand(
            "similar", "Print pairs of submissions that are alike. It is evidence to look at, and no proof of anything.",
            ("lab session similar midterm-2026 caching/cache-aside", "Starter and solutions are left out of it"))
        {
            id, lab, percent, store,
        }.Does((line, cancellationToken) => RunAsync(context, line.GetValue(id)!, line.GetValue(lab)!, line.GetValue(percent) / 100.0, line.GetValue(store), cancellationToken));
    }

    private static void InRange(OptionResult result)
    {
        if (result.Tokens is [{ Value: var text }] && !(int.TryParse(text, out var number) && number is >= 1 and <= 100))
            result.AddError($"--percent must be a whole number from 1 to 100, not '{text}'.");
    }

    private static async Task<int> RunAsync(CommandContext context, string id, string lab, double threshold, string? address, CancellationToken cancellationToken)
    {
        await using var store = await SessionParts.OpenAsync(context, address, cancellationToken);
        var session = await SessionParts.FindAsync(store, id, cancellationToken);
        if (session.Find(lab) is not { } pinned)
            throw new UsageException($"{session.Id} has no lab {lab}.", $"It has {string.Join(", ", session.Labs.Select(one => one.Lab))}.");
        var last = (await store.Sittings.AttemptsAsync(id, member: null, cancellationToken)).Where(attempt => attempt.Lab == lab && attempt.Regrade is null)
            .GroupBy(attempt => attempt.Member).Select(group => group.Last()).ToList();
        var submissions = new List<BackendLabs.Sessions.Similarity.Submission>();
        foreach (var attempt in last)
            submissions.Add(new(attempt.Member, (await store.Sittings.AttemptAsync(id, attempt.Id, cancellationToken))!.Snippet));
        var pairs = SimilarPairs.Among(submissions, await GivenAsync(store, pinned, cancellationToken), threshold);
        foreach (var pair in pairs)
            context.Screen.Say($"{Math.Round(pair.Share * 100),4} %  {pair.Left,-14} {pair.Right,-14} {string.Join(", ", pair.Regions.Select(Shown))}");

        context.Screen.Note($"{CheckWords.Plural(pairs.Count, "pair")} of {CheckWords.Plural(submissions.Count, "submission")}. Two people may write the same; look at the code, and ask them.");
        return ExitCode.Done;
    }

    private static string Shown(SimilarRegion region) => $"{Lines(region.Left)} and {Lines(region.Right)}";

    private static string Lines(LineRange lines) => lines.First == lines.Last ? $"line {lines.First}" : $"lines {lines.First}-{lines.Last}";

    // What everybody was given is nobody's own.
    private static async Task<IReadOnlyList<string>> GivenAsync(LabStore store, PinnedSessionLab pinned, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("lab-similar-").FullName;
        try
        {
            var root = Path.Combine(folder, "lab");
            LabArchive.Unpack((await store.Sessions.LabAsync(pinned.Digest, cancellationToken))!.Archive, root);
            return LabReader.Read(root, pinned.Lab) is LabReading.Good { Lab: var lab } ? [lab.Texts.Starter.Text, .. lab.Solutions.Select(solution => solution.Text)] : [];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
