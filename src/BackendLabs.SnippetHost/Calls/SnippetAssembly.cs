using System.Reflection;
using System.Runtime.Loader;

namespace BackendLabs.SnippetHost.Calls;

/// <summary>The student's compiled script: its top-level statements, its entries.</summary>
internal sealed class SnippetAssembly
{
    /// <summary>What Roslyn makes of a script.</summary>
    private const string ScriptClass = "Script";

    private readonly MethodInfo _factory;
    private object? _script;

    private SnippetAssembly(Assembly assembly)
    {
        Module = assembly.ManifestModule;
        // This type alone: a type of the student's that cannot be loaded is the matter of the line that uses it.
        _factory = assembly.GetType(ScriptClass, throwOnError: true)!
            .GetMethod("<Factory>", BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)!;
    }

    /// <summary>Frames of this module are the student's own.</summary>
    public Module Module { get; }

    public static SnippetAssembly Load(byte[] assembly, byte[]? contract)
    {
        var context = new AssemblyLoadContext("snippet");
        var shared = contract is null ? null : context.LoadFromStream(new MemoryStream(contract, writable: false));
        context.Resolving += (_, name) => name.Name == shared?.GetName().Name ? shared : null;
        return new SnippetAssembly(context.LoadFromStream(new MemoryStream(assembly, writable: false)));
    }

    /// <summary>Runs the top-level statements; entries may be called after.</summary>
    public async Task<string> RunTopLevelAsync()
    {
        var submissions = new object?[2];
        await (Task<object>)_factory.Invoke(null, BindingFlags.DoNotWrapExceptions, binder: null, [submissions], culture: null)!;
        _script = submissions[1];
        return "";
    }

    /// <exception cref="MissingMethodException">The compiler checks entries, so this is never the student's fault.</exception>
    public (object Script, MethodInfo Method) Entry(string name)
    {
        var script = _script ?? throw new InvalidOperationException("The snippet's top-level statements have not run.");
        var method = script.GetType().GetMethod(
            name, BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly);
        return (script, method ?? throw new MissingMethodException($"The snippet has no method {name}."));
    }
}
