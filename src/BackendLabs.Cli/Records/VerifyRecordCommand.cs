using System.CommandLine;
using BackendLabs.Labs.Evidence;

namespace BackendLabs.Cli.Records;

internal static class VerifyRecordCommand
{
    public static Command Create(CommandContext context)
    {
        var file = new Argument<string>("FILE") { Description = "A record that `lab check --record` wrote." };
        var key = new Option<string?>("--key") { Description = "The .pub file of whoever signed it; without it, your own key.", HelpName = "FILE" };
        var chain = new Option<string?>("--chain") { Description = "The chain it should be in; without it, your own where your key signed it.", HelpName = "FILE" };
        var noReplay = new Option<bool>("--no-replay") { Description = "Look at form, signature and chain only." };
        var format = OutputFormat.Option();
        return new LabCommand(
            "verify-record", "Say whether a record is genuine, repeat its run, and say whether the verdict is the same.",
            ("lab verify-record run.json", "A record of yours"),
            ("lab verify-record run.json --key ada.pub", "Somebody else's"),
            ("lab verify-record run.json --no-replay", "Signature and chain only"))
        {
            file, key, chain, noReplay, format,
        }.Does(async (line, cancellationToken) =>
        {
            var verification = await VerifyAsync(
                context, line.GetValue(file)!, line.GetValue(key), line.GetValue(chain), replays: !line.GetValue(noReplay), cancellationToken);
            if (OutputFormat.IsJson(line, format))
                await context.Screen.Out.WriteLineAsync(VerificationJson.Write(verification));
            else
                context.Screen.Render(VerificationView.Of(verification));
            return verification.Finding.ExitCode;
        });
    }

    private static async Task<Verification> VerifyAsync(
        CommandContext context, string file, string? keyFile, string? chainFile, bool replays, CancellationToken cancellationToken)
    {
        var record = await RecordReading.ReadAsync(context, file, cancellationToken);
        var key = RecordReading.Key(context, keyFile);
        var notes = new List<string>();
        var forgeries = record.Forgeries(key);
        if (forgeries.Count > 0)
            return new Verification(file, record, Chain: null, new Finding.Forged(forgeries), keyFile is null && record.Entry.Key != key.Id ? ["If somebody else signed it, name their .pub file: --key FILE"] : []);

        var chain = await ChainAsync(context, record, key, keyFile, chainFile, cancellationToken);
        if (chain?.Torn is { } torn)
            notes.Add(torn);
        if (chain is { Unchecked: > 0 })
            notes.Add($"{chain.Unchecked} of the chain's {chain.Length} entries were signed by another key, and their signatures were not checked.");
        if (chain is { Problems.Count: > 0 })
            return new Verification(file, record, chain, new Finding.Forged(chain.Problems), notes);
        var finding = replays ? await new RecordReplay(context, record, notes).RunAsync(cancellationToken) : new Finding.Genuine();
        return new Verification(file, record, chain, finding, notes);
    }

    private static async Task<ChainState?> ChainAsync(
        CommandContext context, EvidenceRecord record, EvidencePublicKey key, string? keyFile, string? chainFile, CancellationToken cancellationToken)
    {
        if (chainFile is null && keyFile is not null && key.Id != OwnKeyId(context))
            return null;
        var path = chainFile is null ? context.Paths.EvidenceChain : Path.GetFullPath(chainFile, context.Paths.CurrentFolder);
        var chain = new EvidenceChain(path, context.Time);
        if (!chain.Exists)
            return chainFile is null ? null : throw new UsageException($"There is no file {chainFile}.", "Name the chain that the record was appended to, usually evidence.chain.");
        try
        {
            return await chain.InspectAsync([key], record.Entry, cancellationToken);
        }
        catch (EvidenceException error)
        {
            throw new BrokenException(error.Message, error.Remedy, error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"The chain {path} cannot be read: {error.Message}");
        }
    }

    private static string? OwnKeyId(CommandContext context)
    {
        try
        {
            return RecordReading.Key(context, named: null).Id;
        }
        catch (UsageException)
        {
            return null;
        }
    }
}
