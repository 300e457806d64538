using System.Collections.Concurrent;
using System.Runtime.Loader;
using BackendLabs.Compiler.Scripts;
using BackendLabs.Compiler.Wording;
using BackendLabs.Contract;
using BackendLabs.Contract.Services;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace BackendLabs.Compiler;

/// <summary>A lab's check script, over the members of the judge's <c>CheckScript</c>.</summary>
internal sealed class ChecksCompile(ReferenceShelf shelf)
{
    private static readonly string[] Libraries = ["BackendLabs.Judge.dll", "nunit.framework.dll", "BackendLabs.Contract.dll"];

    private static readonly Dictionary<string, string> Services = ServiceKinds.All.Where(home => home.IsInChecks)
        .ToDictionary(home => home.Kind, home => home.Kind, StringComparer.Ordinal);

    private readonly ConcurrentDictionary<string, Type> _globals = new(StringComparer.Ordinal);

    public CompilerToGrader Compile(GraderToCompiler.CompileChecks request)
    {
        if (TextGate.Refuse(request.Source) is { } refusal)
            return Replies.Refused(request.Id, refusal);

        var tree = Emission.Parse(request.Source, request.FileName, SourceCodeKind.Script);
        var text = new TextInHand(TextKind.Checks, tree, Services, []);
        if (text.RefuseShape() is { Count: > 0 } problems)
            return Replies.Refused(request.Id, problems);

        var references = shelf.For(Services.Values, request.ContractAssembly)
            .AddRange(Libraries.Select(name => shelf.FromFile(Path.Combine(request.JudgeFolder, name))));
        string[] imports = [.. Imports.For(Services.Values), "NUnit.Framework", "BackendLabs.Judge", "BackendLabs.Judge.Snippets", .. ServiceKinds.All.Select(ToolsOf)];
        var compilation = CSharpCompilation.CreateScriptCompilation(
            Emission.NameFor("checks", request.FileName, request.Source),
            tree,
            references,
            Emission.Options(imports),
            returnType: typeof(object),
            globalsType: _globals.GetOrAdd(request.JudgeFolder, LoadGlobals));
        var (assembly, symbols, diagnostics) = Emission.Emit(compilation);
        var reply = Replies.Of(request.Id, assembly, symbols, text.Report(compilation, diagnostics, []));
        return reply.Assembly is null ? reply : reply with { Findings = ScriptFindings.Find(compilation, tree) };
    }

    // A home has a folder of the same name in every project that has homes; the judge's holds the tools of checks.
    private static string ToolsOf(ServiceHome home) => home.GetType().Namespace!.Replace("BackendLabs.Contract", "BackendLabs.Judge", StringComparison.Ordinal);

    /// <summary>Roslyn asks for the globals as a loaded type. Nothing of the judge runs here: no member of it is ever called.</summary>
    private static Type LoadGlobals(string folder)
    {
        var context = new AssemblyLoadContext("judge");
        context.Resolving += (_, name) =>
            Path.Combine(folder, name.Name + ".dll") is var path && File.Exists(path) ? context.LoadFromAssemblyPath(path) : null;
        var judge = context.LoadFromAssemblyPath(Path.GetFullPath(Path.Combine(folder, "BackendLabs.Judge.dll")));
        return judge.GetType("BackendLabs.Judge.CheckScript", throwOnError: true)!;
    }
}
