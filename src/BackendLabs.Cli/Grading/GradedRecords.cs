using BackendLabs.Grader;
using BackendLabs.Labs;
using BackendLabs.Labs.Evidence;
using BackendLabs.Store;

namespace BackendLabs.Cli.Grading;

/// <summary>Signs what came of each graded attempt, with this grader's key, in its chain.</summary>
internal sealed class GradedRecords(CommandContext context, LabGrader grader) : IDisposable
{
    private readonly EvidenceKey _key = LoadKey(context);

    /// <returns>The record's JSON; null where nothing was counted, and so nothing is proved.</returns>
    /// <exception cref="EvidenceException">The chain cannot be written.</exception>
    public async Task<string?> SignAsync(ClaimedRun run, Lab lab, RunReport report, CancellationToken cancellationToken)
    {
        if (report.Verdict is Verdict.InfrastructureError)
            return null;
        // The person is the sitting's, without a name: whose it is stands in the session's ledger, and can be erased there.
        var facts = new EvidenceFacts(
            report, lab.Digest, "answer.csx", run.Attempt.Snippet, Order: null, await grader.InspectVersionsAsync(lab, cancellationToken), run.Attempt.Person, context.Time.GetUtcNow());
        var appended = await new EvidenceChain(context.Paths.EvidenceChain, context.Time).AppendAsync(facts, _key, cancellationToken);
        return System.Text.Encoding.UTF8.GetString(appended.Record.ToBytes());
    }

    public void Dispose() => _key.Dispose();

    private static EvidenceKey LoadKey(CommandContext context)
    {
        try
        {
            return EvidenceKey.LoadOrMake(context.Paths.SigningKey);
        }
        catch (EvidenceException error)
        {
            throw new BrokenException(error.Message, error.Remedy, error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new BrokenException($"The signing key {context.Paths.SigningKey} can be neither read nor made: {error.Message}", "Let its folder be yours, or name another file with BACKENDLABS_KEY.", error);
        }
    }
}
