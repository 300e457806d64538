using BackendLabs.Grader;
using NUnit.Framework;

namespace BackendLabs.Testing;

/// <summary>
/// One runner for the fixtures of an assembly: its compilers start once, as they do in a grader that serves a class.
/// A <c>[SetUpFixture]</c> outside all namespaces derives from this and ends it when the last test is done; nothing of it
/// may then be left on the machine.
/// </summary>
public abstract class SharedRunner
{
    private static readonly Lazy<RunnerAlone> Shared = new(() => new RunnerAlone());

    internal static LabGrader Take() => Shared.Value.Runner;

    [OneTimeTearDown]
    public async Task Nothing_is_left()
    {
        if (Shared.IsValueCreated)
            Assert.That(await Shared.Value.EndAsync(), Is.Empty, "What the runner left behind.");
    }
}

/// <summary>A runner with a cache that ends with it.</summary>
internal sealed class RunnerAlone
{
    private readonly DirectoryInfo _cache = Directory.CreateTempSubdirectory("lab-cache-");

    public RunnerAlone(Func<GraderOptions, GraderOptions>? options = null) => Runner = PublishedApp.NewRunner(_cache.FullName, options);

    public LabGrader Runner { get; }

    /// <summary>What is left of it on the machine, in words.</summary>
    public async Task<IReadOnlyList<string>> EndAsync()
    {
        var traces = Runner.Sandbox is null ? null : Traces.Of(Runner);
        await Runner.DisposeAsync();
        _cache.Delete(recursive: true);
        return traces is null ? [] : await traces.FindAsync();
    }
}
