using System.Collections.Concurrent;
using BackendLabs.Contract;
using BackendLabs.Judge.Services;
using BackendLabs.Judge.Worlds;

namespace BackendLabs.Judge.Running;

/// <summary>The lab that this judge serves: its checks loaded and declared, its worlds coming.</summary>
internal sealed class PreparedLab : IAsyncDisposable
{
    private PreparedLab(
        GraderToJudge.Prepare definition, LoadedChecks checks, IReadOnlyList<CheckDeclaration> declarations, PreparedServices services, GraderLink grader)
    {
        Definition = definition;
        Checks = checks;
        Remains = new Remains();
        Declarations = declarations;
        Grader = grader;
        Services = services;
        Worlds = new WorldPool(grader, definition, services.FillAsync, declarations.Count);
    }

    /// <summary>More of a world's processes are not made ahead: an interleaving starts dozens, one pair after the other.</summary>
    private const int MostSpares = 2;

    private readonly ConcurrentDictionary<string, int> _spares = new(StringComparer.Ordinal);

    public GraderToJudge.Prepare Definition { get; }

    public LoadedChecks Checks { get; private set; }

    /// <summary>What was in this process before a check of the lab had run.</summary>
    public Remains Remains { get; }

    public IReadOnlyList<CheckDeclaration> Declarations { get; }

    public PreparedServices Services { get; }

    public GraderLink Grader { get; }

    public WorldPool Worlds { get; }

    /// <summary>How many processes a check starts beyond its first, as far as earlier runs have shown.</summary>
    public int SparesOf(string checkId) => _spares.GetValueOrDefault(checkId);

    /// <summary>A check has had so many processes beyond its first.</summary>
    public void Learn(string checkId, int hosts) => _spares.AddOrUpdate(checkId, Math.Min(hosts, MostSpares), (_, before) => Math.Max(before, Math.Min(hosts, MostSpares)));

    /// <returns>The lab, null where something of it is wrong; and what to answer.</returns>
    public static async Task<(PreparedLab? Lab, JudgeToGrader Answer)> LoadAsync(
        GraderToJudge.Prepare definition, GraderLink grader, TimeProvider time)
    {
        // Beside the checks, which take as long.
        var preparing = Task.Run(() => PreparedServices.Of(definition, time));
        var checks = LoadedChecks.Load(definition.ChecksAssembly, definition.ChecksSymbols, definition.ContractAssembly);
        var script = new CheckScript(tools: null);
        try
        {
            await OwnThread.Run(() => checks.DeclareAsync(script)).WaitAsync(JudgeTimes.Arrange);
        }
        catch (Exception error)
        {
            checks.Dispose();
            return (null, new JudgeToGrader.Unusable([OfDeclaring(error)]) { Seed = await SeedProblemAsync(preparing) });
        }

        var (declarations, problems) = CheckDeclarations.Of(script);
        if (problems.Count == 0 && await SeedProblemAsync(preparing) is null)
            return (new PreparedLab(definition, checks, declarations, await preparing, grader), new JudgeToGrader.Prepared(declarations));
        checks.Dispose();
        return (null, new JudgeToGrader.Unusable(problems) { Seed = await SeedProblemAsync(preparing) });
    }

    private static async Task<SeedProblem?> SeedProblemAsync(Task<PreparedServices> preparing)
    {
        try
        {
            await preparing;
            return null;
        }
        catch (SeedException error)
        {
            return error.Problem;
        }
    }

    /// <summary>Loads the same checks anew: what one run kept in a static field is not there for the next.</summary>
    /// <returns>What the run left in this process all the same; null where nothing is.</returns>
    public async Task<string?> ClearAsync(TimeProvider time)
    {
        Checks.Dispose();
        Checks = LoadedChecks.Load(Definition.ChecksAssembly, Definition.ChecksSymbols, Definition.ContractAssembly);
        return await Remains.FindAsync(time);
    }

    public async ValueTask DisposeAsync()
    {
        await Worlds.DisposeAsync();
        Checks.Dispose();
    }

    private static SnippetDiagnostic OfDeclaring(Exception error)
    {
        var line = ScriptPlaces.LineOf(error) ?? 1;
        return error is TimeoutException
            ? new(1, 1, 1, 1, "LAB108", IsError: true, $"The script's top level did not end within {JudgeTimes.Arrange.TotalSeconds:0} seconds.", "Declare checks there and nothing else; work belongs into Given and the checks' bodies.")
            : new(line, 1, line, 1, "LAB107", IsError: true, $"The script's top level threw {error.GetType().Name}: {error.Message}", "Declare checks there and nothing else; work belongs into Given and the checks' bodies.");
    }
}
