using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using System.Text.Json;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace BackendLabs.Judge.Tests.Checks;

/// <summary>Check scripts come and go by the thousand in a judge's life; none of them stays.</summary>
internal sealed class LoadedCheckScripts
{
    private static readonly (byte[] Assembly, byte[] Symbols) Script = Compile();

    [Test]
    public async Task A_script_declares_its_checks()
    {
        using var loaded = LoadedChecks.Load(Script.Assembly, Script.Symbols, contract: null);
        var script = new CheckScript(tools: null);

        await loaded.DeclareAsync(script);

        Assert.That(script.Declared.Select(check => (check.Id, check.Points, check.Line)), Is.EqualTo(new[] { ("a", 1, 2) }));
    }

    [Test]
    public async Task A_thousand_scripts_loaded_and_let_go_leave_memory_flat()
    {
        var first = new List<WeakReference>();
        for (var i = 0; i < 50; i++)
            first.Add(await LoadAndLetGoAsync());
        var before = await CollectedAsync(first);
        var contexts = new List<WeakReference>();

        for (var i = 0; i < 1_000; i++)
            contexts.Add(await LoadAndLetGoAsync());
        var after = await CollectedAsync(contexts);

        Assert.That(contexts.Count(context => context.IsAlive), Is.Zero, "Load contexts that are still there.");
        Assert.That(after - before, Is.LessThan(1024 * 1024), "Bytes of the managed heap.");
    }

    // Not inlined: a reference left in a register would keep the last context.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<WeakReference> LoadAndLetGoAsync()
    {
        using var loaded = LoadedChecks.Load(Script.Assembly, Script.Symbols, contract: null);
        var script = new CheckScript(tools: null);
        await loaded.DeclareAsync(script);
        // A lab's own type goes through its own JSON options, as in a check.
        var type = script.Declared[0].Body.Method.Module.Assembly.GetTypes().Single(type => type.Name == "Thing");
        var thing = JsonSerializer.Deserialize("""{"Id":7}""", type, loaded.Json);
        Assert.That(JsonSerializer.Serialize(thing, type, loaded.Json), Is.EqualTo("""{"Id":7}"""));
        return new WeakReference(AssemblyLoadContext.GetLoadContext(type.Assembly));
    }

    // The serialiser keeps what it emitted for a type until about a second after its last use, and lets go of it at the
    // next use of another: so others follow until all are gone, or the time is up.
    private static async Task<long> CollectedAsync(List<WeakReference> contexts)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        while (contexts.Exists(context => context.IsAlive) && !limit.IsCancellationRequested)
        {
            await look.WaitForNextTickAsync();
            await LoadAndLetGoAsync();
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        return GC.GetTotalMemory(forceFullCollection: true);
    }

    private static (byte[] Assembly, byte[] Symbols) Compile()
    {
        const string text = "public record Thing(int Id);\nCheck(\"a\", 1, \"is a thing\", async () => { await Task.Yield(); Expect(new Thing(1).Id == 1, \"no\"); });";
        var tree = CSharpSyntaxTree.ParseText(text, CSharpParseOptions.Default.WithKind(SourceCodeKind.Script), "checks.csx", System.Text.Encoding.UTF8);
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(':').Select(file => MetadataReference.CreateFromFile(file));
        var compilation = CSharpCompilation.CreateScriptCompilation(
            "checks", tree, references, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, usings: ["System", "System.Threading.Tasks", "BackendLabs.Judge"]), globalsType: typeof(CheckScript));
        using var assembly = new MemoryStream();
        using var symbols = new MemoryStream();
        var result = compilation.Emit(assembly, symbols);
        Assert.That(result.Success, Is.True, () => string.Join('\n', result.Diagnostics));
        return (assembly.ToArray(), symbols.ToArray());
    }
}
