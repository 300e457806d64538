using System.Security.Cryptography;
using System.Text.Json;
using BackendLabs.Contract;
using BackendLabs.Labs;

namespace BackendLabs.CompilerClient;

/// <summary>Compiles a lab's contract and checks once for each content, and keeps them on disk.</summary>
internal sealed class LabCompilation(CompilerProcess compiler, AppFolders app, CacheFiles cache)
{
    /// <returns>The code, or what is wrong with the lab's texts.</returns>
    public async Task<(LabCode? Code, IReadOnlyList<LabProblem> Problems)> CompileAsync(Lab lab, CancellationToken cancellationToken)
    {
        var (contract, problems) = await CompileContractAsync(lab, cancellationToken);
        if (problems.Count > 0)
            return (null, problems);
        var checks = await CompileChecksAsync(lab, contract, cancellationToken);
        return checks.Assembly is null
            ? (null, Problems(lab, lab.Texts.Checks.Path, checks))
            : (new LabCode(contract, checks.Assembly, checks.Symbols!)
            {
                Problems = Findings(lab, checks, isError: true),
                Warnings = Findings(lab, checks, isError: false),
            }, []);
    }

    /// <summary>The contract alone, for a text that is only looked at.</summary>
    /// <returns>The assembly, null where the lab has no contract; or what is wrong with it.</returns>
    public async Task<(byte[]? Contract, IReadOnlyList<LabProblem> Problems)> CompileContractAsync(Lab lab, CancellationToken cancellationToken)
    {
        if (lab.Texts.Contract.Count == 0)
            return (null, []);
        var contract = await AskForContractAsync(lab, cancellationToken);
        return contract.Assembly is null
            ? (null, Problems(lab, lab.Texts.Contract[^1].Path, contract))
            : (contract.Assembly, []);
    }

    private Task<CompilerToGrader> AskForContractAsync(Lab lab, CancellationToken cancellationToken)
    {
        var source = string.Join('\n', lab.Texts.Contract.Select(text => text.Text));
        var key = cache.Key("contract", source);
        return CachedAsync("contract", key, id => new GraderToCompiler.CompileContract(
            id, source, lab.Texts.Contract[^1].Path, "contract-" + key[..12]), cancellationToken);
    }

    private Task<CompilerToGrader> CompileChecksAsync(Lab lab, byte[]? contract, CancellationToken cancellationToken)
    {
        var source = lab.Texts.Checks.Text;
        var key = cache.Key("checks", source, contract is null ? "" : Convert.ToHexString(SHA256.HashData(contract)));
        return CachedAsync("checks", key, id => new GraderToCompiler.CompileChecks(
            id, source, lab.Texts.Checks.Path, contract, app.Judge), cancellationToken);
    }

    /// <summary>What can be done wrong in a lab's reference.</summary>
    public async Task<(MutantSet? Mutants, IReadOnlyList<LabProblem> Problems)> FindMutantsAsync(Lab lab, LabText reference, CancellationToken cancellationToken)
    {
        var (code, problems) = await CompileAsync(lab, cancellationToken);
        if (code is null)
            return (null, problems);
        var services = CompiledWith.Of(lab);
        string[] entries = [.. lab.Entries.Select(entry => entry.Signature)];
        var key = cache.Key([
            "mutants", reference.Text, .. services.SelectMany(service => new[] { service.Key, service.Value }), .. entries,
            code.Contract is null ? "" : Convert.ToHexString(SHA256.HashData(code.Contract))]);
        var reply = await CachedAsync("reference", key, id => new GraderToCompiler.FindMutants(
            id, reference.Text, reference.Path, services, entries, code.Contract), cancellationToken);
        return (reply.Mutants, Problems(lab, reference.Path, reply));
    }

    private async Task<CompilerToGrader> CachedAsync(
        string kind, string key, Func<int, GraderToCompiler> request, CancellationToken cancellationToken)
    {
        if (Read(key) is { } cached)
            return cached;

        var reply = (await compiler.AskAsync(request, cancellationToken)).Reply ?? throw new InfrastructureException(
            $"The compiler gave up on the lab's {kind}. {compiler.LastWords}".Trim(), "Look for deeply nested or endless code in it.");
        if (reply.Assembly is not null || reply.Mutants is not null)
            cache.Keep(key, JsonSerializer.SerializeToUtf8Bytes(reply, WireJson.Default.CompilerToGrader));
        return reply;
    }

    private CompilerToGrader? Read(string key)
    {
        try
        {
            return cache.Read(key) is { } bytes ? JsonSerializer.Deserialize(bytes, WireJson.Default.CompilerToGrader) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static List<LabProblem> Findings(Lab lab, CompilerToGrader reply, bool isError) =>
    [
        .. reply.Findings.Where(finding => finding.IsError == isError).Select(finding => new LabProblem(
            $"{lab.Id}/{lab.Texts.Checks.Path}", finding.Line, finding.Column, finding.Message, finding.Hint ?? "Mend this line.")),
    ];

    private static List<LabProblem> Problems(Lab lab, string file, CompilerToGrader reply) =>
    [
        .. reply.Diagnostics.Where(d => d.IsError).Select(d => new LabProblem(
            file.StartsWith("_shared/", StringComparison.Ordinal) ? file : $"{lab.Id}/{file}",
            d.Line, d.Column, $"{d.Message} ({d.Id})", d.Hint ?? "Mend this line.")),
    ];
}

/// <summary>A lab's compiled code.</summary>
internal sealed record LabCode(byte[]? Contract, byte[] Checks, byte[] ChecksSymbols)
{
    /// <summary>What compiles and makes the lab wrong all the same: a run goes on, a proof does not hold.</summary>
    public IReadOnlyList<LabProblem> Problems { get; init; } = [];

    /// <summary>What the lab's author should look at.</summary>
    public IReadOnlyList<LabProblem> Warnings { get; init; } = [];
}
