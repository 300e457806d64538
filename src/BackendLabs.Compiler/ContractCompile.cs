using BackendLabs.Compiler.Wording;
using BackendLabs.Contract;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace BackendLabs.Compiler;

/// <summary>A lab's types, in a library of their own that snippet and checks both reference.</summary>
internal sealed class ContractCompile(ReferenceShelf shelf)
{
    private static readonly IReadOnlyDictionary<string, string> NoServices = new Dictionary<string, string>();

    private static readonly SyntaxTree Usings = Emission.Parse(
        string.Concat(Imports.Always.Select(name => $"global using {name};\n")), "usings.cs", SourceCodeKind.Regular);

    public CompilerToGrader Compile(GraderToCompiler.CompileContract request)
    {
        if (TextGate.Refuse(request.Source) is { } refusal)
            return Replies.Refused(request.Id, refusal);

        var tree = Emission.Parse(request.Source, request.FileName, SourceCodeKind.Regular);
        var text = new TextInHand(TextKind.Contract, tree, NoServices, []);
        if (text.RefuseShape() is { Count: > 0 } problems)
            return Replies.Refused(request.Id, problems);

        var compilation = CSharpCompilation.Create(
            request.AssemblyName, [tree, Usings], shelf.Framework, Emission.Options([]));
        var (assembly, symbols, diagnostics) = Emission.Emit(compilation);
        return Replies.Of(request.Id, assembly, symbols, text.Report(compilation, diagnostics, []));
    }
}
