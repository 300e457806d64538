using System.Text.Json.Serialization;

namespace BackendLabs.Contract;

/// <summary>Grader to Compiler. <paramref name="Id"/> comes back in the reply.</summary>
[JsonDerivedType(typeof(CompileSnippet), "snippet")]
[JsonDerivedType(typeof(CompileContract), "contract")]
[JsonDerivedType(typeof(CompileChecks), "checks")]
[JsonDerivedType(typeof(FindMutants), "mutants")]
[JsonDerivedType(typeof(Inspect), "inspect")]
[JsonDerivedType(typeof(WarmUp), "warmUp")]
public abstract record GraderToCompiler(int Id)
{
    /// <summary>A student's snippet: a script, checked against the lab's entries.</summary>
    /// <param name="FileName">The name shown in diagnostics and kept in the debug information.</param>
    /// <param name="Services">The lab's services: parameter name to kind (<c>sqlite</c>, <c>redis</c>, <c>docker</c>, <c>http</c>).</param>
    /// <param name="Entries">Signatures that the snippet must define, as C# (<c>"Product GetProduct(SqliteConnection db, int id)"</c>).</param>
    /// <param name="ContractAssembly">The lab's compiled contract; null where it has none.</param>
    public sealed record CompileSnippet(
        int Id,
        string Source,
        string FileName,
        IReadOnlyDictionary<string, string> Services,
        IReadOnlyList<string> Entries,
        byte[]? ContractAssembly) : GraderToCompiler(Id);

    /// <summary>A lab's <c>contract.csx</c>: types only, compiled into an assembly named <paramref name="AssemblyName"/>.</summary>
    public sealed record CompileContract(int Id, string Source, string FileName, string AssemblyName) : GraderToCompiler(Id);

    /// <summary>A lab's <c>checks.csx</c>, a script over <c>BackendLabs.Judge.CheckScript</c>.</summary>
    /// <param name="JudgeFolder">The published folder that holds the judge's assembly and NUnit's.</param>
    public sealed record CompileChecks(
        int Id,
        string Source,
        string FileName,
        byte[]? ContractAssembly,
        string JudgeFolder) : GraderToCompiler(Id);

    /// <summary>Derives mutants from a lab's reference; the rest as for <see cref="CompileSnippet"/>.</summary>
    public sealed record FindMutants(
        int Id,
        string Source,
        string FileName,
        IReadOnlyDictionary<string, string> Services,
        IReadOnlyList<string> Entries,
        byte[]? ContractAssembly) : GraderToCompiler(Id);

    /// <summary>A question about a snippet as it is typed; nothing is emitted. The rest as for <see cref="CompileSnippet"/>.</summary>
    public sealed record Inspect(
        int Id,
        string Source,
        string FileName,
        IReadOnlyDictionary<string, string> Services,
        IReadOnlyList<string> Entries,
        byte[]? ContractAssembly,
        LanguageQuestion Question) : GraderToCompiler(Id);

    /// <summary>Does one small compile of each kind, so that the next one is quick.</summary>
    /// <param name="ForEditors">Whether questions of an editor are to be quick too; they need more to be loaded.</param>
    public sealed record WarmUp(int Id, bool ForEditors = false) : GraderToCompiler(Id);
}

/// <summary>Compiler to Grader.</summary>
/// <param name="Assembly">The emitted assembly; null where there are errors.</param>
/// <param name="Symbols">Its portable debug information.</param>
/// <param name="Diagnostics">In order of place; errors and warnings.</param>
public sealed record CompilerToGrader(int Id, byte[]? Assembly, byte[]? Symbols, IReadOnlyList<SnippetDiagnostic> Diagnostics)
{
    /// <summary>Answers <see cref="GraderToCompiler.FindMutants"/>; null otherwise, and where the reference does not compile.</summary>
    public MutantSet? Mutants { get; init; }

    /// <summary>Of a check script: what compiles and is hardly meant, by place. An error among them refuses the lab, not the compile.</summary>
    public IReadOnlyList<SnippetDiagnostic> Findings { get; init; } = [];

    /// <summary>Answers <see cref="GraderToCompiler.Inspect"/>; null where there is nothing to say at that place, and for diagnostics.</summary>
    public LanguageAnswer? Answer { get; init; }
}

/// <summary>One thing that the compiler has to say, in words for the person who wrote the text.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1, in UTF-16 units as editors count.</param>
/// <param name="Id">Roslyn's id (<c>CS0103</c>) or ours (<c>LAB…</c>).</param>
/// <param name="IsError">False for a warning.</param>
/// <param name="Message">What is wrong.</param>
/// <param name="Hint">What to do; null where the message says all.</param>
public sealed record SnippetDiagnostic(
    int Line, int Column, int EndLine, int EndColumn, string Id, bool IsError, string Message, string? Hint);
