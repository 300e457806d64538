using BackendLabs.Contract;

namespace BackendLabs.Compiler;

internal static class Replies
{
    public static CompilerReply Refused(int id, params IReadOnlyList<SnippetDiagnostic> problems) =>
        new(id, Assembly: null, Symbols: null, problems);
}
