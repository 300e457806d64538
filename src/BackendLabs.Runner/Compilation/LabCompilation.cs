using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using BackendLabs.Contract;
using BackendLabs.Labs;

namespace BackendLabs.Runner.Compilation;

/// <summary>Compiles a lab's contract and checks once for each content, and keeps them on disk.</summary>
internal sealed class LabCompilation(CompilerProcess compiler, AppFolders app, string cacheFolder)
{
    /// <returns>The code, or what is wrong with the lab's texts.</returns>
    public async Task<(LabCode? Code, IReadOnlyList<LabProblem> Problems)> CompileAsync(Lab lab, CancellationToken cancellationToken)
    {
        CompilerReply? contract = null;
        if (lab.Texts.Contract.Count > 0)
        {
            contract = await CompileContractAsync(lab, cancellationToken);
            if (contract.Assembly is null)
                return (null, Problems(lab, lab.Texts.Contract[^1].Path, contract));
        }

        var checks = await CompileChecksAsync(lab, contract?.Assembly, cancellationToken);
        return checks.Assembly is null
            ? (null, Problems(lab, lab.Texts.Checks.Path, checks))
            : (new LabCode(contract?.Assembly, checks.Assembly, checks.Symbols!), []);
    }

    private Task<CompilerReply> CompileContractAsync(Lab lab, CancellationToken cancellationToken)
    {
        var source = string.Join('\n', lab.Texts.Contract.Select(text => text.Text));
        var key = Key("contract", source);
        return CachedAsync("contract", key, id => new CompilerRequest.CompileContract(
            id, source, lab.Texts.Contract[^1].Path, "contract-" + key[..12]), cancellationToken);
    }

    private Task<CompilerReply> CompileChecksAsync(Lab lab, byte[]? contract, CancellationToken cancellationToken)
    {
        var source = lab.Texts.Checks.Text;
        var key = Key("checks", source, contract is null ? "" : Convert.ToHexString(SHA256.HashData(contract)));
        return CachedAsync("checks", key, id => new CompilerRequest.CompileChecks(
            id, source, lab.Texts.Checks.Path, contract, app.Judge), cancellationToken);
    }

    private async Task<CompilerReply> CachedAsync(
        string kind, string key, Func<int, CompilerRequest> request, CancellationToken cancellationToken)
    {
        var file = Path.Combine(cacheFolder, key);
        if (Read(file) is { } cached)
            return cached;

        var reply = await compiler.AskAsync(request, cancellationToken) ?? throw new InfrastructureException(
            $"The compiler gave up on the lab's {kind}. {compiler.LastWords}".Trim(), "Look for deeply nested or endless code in it.");
        if (reply.Assembly is not null)
            Keep(file, reply);
        return reply;
    }

    private string Key(params string[] parts) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\0', [app.Version, .. parts]))));

    // A hash stands before the reply: a file that the disk or somebody spoilt would end the judge that loads it.
    private static CompilerReply? Read(string file)
    {
        try
        {
            var bytes = File.ReadAllBytes(file).AsSpan();
            return bytes.Length > SHA256.HashSizeInBytes
                && SHA256.HashData(bytes[SHA256.HashSizeInBytes..]).AsSpan().SequenceEqual(bytes[..SHA256.HashSizeInBytes])
                    ? JsonSerializer.Deserialize(bytes[SHA256.HashSizeInBytes..], WireJson.Default.CompilerReply)
                    : null;
        }
        catch (Exception error) when (error is IOException or JsonException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    // Never read half-written: a file gets its name when it is whole. A cache that cannot be written is only slower.
    private static void Keep(string file, CompilerReply reply)
    {
        var unfinished = $"{file}.{Environment.ProcessId}.new";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            var bytes = JsonSerializer.SerializeToUtf8Bytes(reply, WireJson.Default.CompilerReply);
            File.WriteAllBytes(unfinished, [.. SHA256.HashData(bytes), .. bytes]);
            File.Move(unfinished, file, overwrite: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            try
            {
                File.Delete(unfinished);
            }
            catch (Exception second) when (second is IOException or UnauthorizedAccessException)
            {
                // The disk is full or read-only; the next run compiles again.
            }
        }
    }

    private static List<LabProblem> Problems(Lab lab, string file, CompilerReply reply) =>
    [
        .. reply.Diagnostics.Where(d => d.IsError).Select(d => new LabProblem(
            file.StartsWith("_shared/", StringComparison.Ordinal) ? file : $"{lab.Id}/{file}",
            d.Line, d.Column, $"{d.Message} ({d.Id})", d.Hint ?? "Mend this line.")),
    ];
}

/// <summary>A lab's compiled code.</summary>
internal sealed record LabCode(byte[]? Contract, byte[] Checks, byte[] ChecksSymbols);
