using System.Globalization;
using System.Text.Json;
using BackendLabs.Cli.Screens;
using BackendLabs.Labs.Evidence;

namespace BackendLabs.Cli.Records;

/// <summary>
/// One object: <c>file</c>, <c>result</c> (<c>same</c>, <c>different</c>, <c>forged</c>, <c>genuine</c>, <c>not_replayed</c>,
/// <c>infrastructure_error</c>), <c>problems[]</c>, <c>remedy</c>, <c>notes[]</c>, <c>entry</c>, <c>key</c>, <c>erased[]</c>, <c>chain</c>, and
/// what the record says, where it is not forged: <c>lab, version, seed, at, person, verdict, score, max</c>.
/// </summary>
internal static class VerificationJson
{
    public static string Write(Verification verification) => JsonText.Write(writer => writer.WriteObject(() =>
    {
        writer.WriteString("file", verification.File);
        writer.WriteString("result", verification.Finding.Name);
        writer.WriteArray("problems", verification.Finding.Problems, writer.WriteStringValue);
        writer.WriteString("remedy", verification.Finding.Remedy);
        writer.WriteArray("notes", verification.Notes, writer.WriteStringValue);
        writer.WriteNumber("entry", verification.Record.Entry.Index);
        writer.WriteString("key", verification.Record.Entry.Key);
        writer.WriteArray("erased", verification.Record.Erased, writer.WriteStringValue);
        WriteChain(writer, verification.Chain);
        if (verification.Finding is not Finding.Forged)
            WriteFacts(writer, verification.Record);
    }));

    private static void WriteChain(Utf8JsonWriter writer, ChainState? chain)
    {
        writer.WritePropertyName("chain");
        if (chain is null)
        {
            writer.WriteNullValue();
            return;
        }

        writer.WriteObject(() =>
        {
            writer.WriteBoolean("whole", chain.Problems.Count == 0);
            writer.WriteNumber("length", chain.Length);
            writer.WriteNumber("unchecked", chain.Unchecked);
        });
    }

    private static void WriteFacts(Utf8JsonWriter writer, EvidenceRecord record)
    {
        if (record.Run is { } run)
        {
            writer.WriteString("lab", run.Lab);
            writer.WriteNumber("version", run.Version);
            writer.WriteNumber("seed", run.Seed);
            writer.WriteString("at", run.At.ToString("O", CultureInfo.InvariantCulture));
        }

        if (record.Person is { } person)
            writer.WriteString("person", person);
        if (record.Verdict is { } verdict)
        {
            writer.WriteString("verdict", verdict.Name);
            writer.WriteNumber("score", verdict.Score);
            writer.WriteNumber("max", verdict.Max);
        }
    }
}
