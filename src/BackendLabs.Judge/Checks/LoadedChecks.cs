using System.Reflection;
using System.Runtime.Loader;
using System.Text.Json;
using BackendLabs.Judge.Services.Http;
using BackendLabs.Judge.Snippets;

namespace BackendLabs.Judge;

/// <summary>A lab's compiled check script, in a load context that can be let go.</summary>
internal sealed class LoadedChecks : IDisposable
{
    private readonly AssemblyLoadContext _context;
    private readonly Func<object?[], Task<object>> _factory;

    private LoadedChecks(AssemblyLoadContext context, Func<object?[], Task<object>> factory)
    {
        _context = context;
        _factory = factory;
    }

    /// <summary>One for each loaded lab: see <see cref="ValueJson.Create"/>.</summary>
    public JsonSerializerOptions Json { get; } = ValueJson.Create();

    /// <summary>The same for what an HTTP service answers.</summary>
    public JsonSerializerOptions HttpJson { get; } = RenderedAnswer.CreateJson();

    public static LoadedChecks Load(byte[] assembly, byte[] symbols, byte[]? contract)
    {
        var context = new AssemblyLoadContext("checks", isCollectible: true);
        var contractAssembly = contract is null ? null : context.LoadFromStream(new MemoryStream(contract, writable: false));
        context.Resolving += (_, name) => name.Name == contractAssembly?.GetName().Name ? contractAssembly : null;

        var loaded = context.LoadFromStream(
            new MemoryStream(assembly, writable: false), new MemoryStream(symbols, writable: false));
        return new LoadedChecks(context, ScriptFactory(loaded));
    }

    /// <summary>Runs the script's top level, which declares its checks into <paramref name="script"/>.</summary>
    public async Task DeclareAsync(CheckScript script) => await _factory([script, null]);

    public void Dispose() => _context.Unload();

    private static Func<object?[], Task<object>> ScriptFactory(Assembly assembly)
    {
        var factory = assembly.GetTypes()
            .Select(type => type.GetMethod("<Factory>", BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
            .First(method => method is not null)!;
        return factory.CreateDelegate<Func<object?[], Task<object>>>();
    }
}
