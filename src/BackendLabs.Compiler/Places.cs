using BackendLabs.Contract;
using Microsoft.CodeAnalysis;

namespace BackendLabs.Compiler;

/// <summary>Roslyn counts lines and columns from 0, people from 1.</summary>
internal static class Places
{
    public static SnippetDiagnostic Problem(Location location, string id, string message, string? hint, bool isError = true)
    {
        var span = location.GetLineSpan();
        return new SnippetDiagnostic(
            span.StartLinePosition.Line + 1, span.StartLinePosition.Character + 1,
            span.EndLinePosition.Line + 1, span.EndLinePosition.Character + 1,
            id, isError, message, hint);
    }
}
