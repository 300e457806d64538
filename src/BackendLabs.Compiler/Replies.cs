using BackendLabs.Contract;

namespace BackendLabs.Compiler;

internal static class Replies
{
    public static CompilerToGrader Refused(int id, params IReadOnlyList<SnippetDiagnostic> problems) =>
        new(id, Assembly: null, Symbols: null, problems);

    /// <summary>Some of Roslyn's warnings are errors to us; nothing is handed out beside one.</summary>
    public static CompilerToGrader Of(int id, byte[]? assembly, byte[]? symbols, IReadOnlyList<SnippetDiagnostic> diagnostics) =>
        diagnostics.Any(one => one.IsError) ? Refused(id, diagnostics) : new(id, assembly, symbols, diagnostics);
}
