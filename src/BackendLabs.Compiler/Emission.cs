using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.CodeAnalysis.Text;

namespace BackendLabs.Compiler;

/// <summary>What each kind of text has in common on its way to an assembly.</summary>
internal static class Emission
{
    public static readonly CSharpParseOptions Script = Parsing(SourceCodeKind.Script);
    private static readonly CSharpParseOptions Regular = Parsing(SourceCodeKind.Regular);
    private static readonly EmitOptions Portable = new(debugInformationFormat: DebugInformationFormat.PortablePdb);

    public static SyntaxTree Parse(string source, string fileName, SourceCodeKind kind) =>
        CSharpSyntaxTree.ParseText(
            SourceText.From(source.TrimStart('\ufeff'), Encoding.UTF8),
            kind == SourceCodeKind.Script ? Script : Regular,
            fileName);

    /// <summary>
    /// Not optimised: an optimising compiler merges statements, and the line of an exception is then another's. A
    /// student looks at the line that we name. One thread: the others of a concurrent build have small stacks.
    /// </summary>
    public static CSharpCompilationOptions Options(IEnumerable<string> usings) => new(
        OutputKind.DynamicallyLinkedLibrary,
        usings: usings,
        optimizationLevel: OptimizationLevel.Debug,
        allowUnsafe: false,
        concurrentBuild: false,
        deterministic: true,
        nullableContextOptions: NullableContextOptions.Enable);

    /// <summary>A name that two different texts never share, since one process may hold both.</summary>
    public static string NameFor(string prefix, params ReadOnlySpan<string> content)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var part in content)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(part));
            hash.AppendData([0]);
        }

        return $"{prefix}-{Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 12))}";
    }

    public static (byte[]? Assembly, byte[]? Symbols, ImmutableArray<Diagnostic> Diagnostics) Emit(Compilation compilation)
    {
        using var assembly = new MemoryStream();
        using var symbols = new MemoryStream();
        var result = compilation.Emit(assembly, symbols, options: Portable);
        return result.Success
            ? (assembly.ToArray(), symbols.ToArray(), result.Diagnostics)
            : (null, null, result.Diagnostics);
    }

    private static CSharpParseOptions Parsing(SourceCodeKind kind) =>
        new(LanguageVersion.Latest, DocumentationMode.None, kind);
}
