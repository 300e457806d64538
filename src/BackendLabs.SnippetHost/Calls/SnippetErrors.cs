using System.Diagnostics;
using System.Net.Sockets;
using BackendLabs.Contract;

namespace BackendLabs.SnippetHost.Calls;

/// <summary>An exception as data. Its type is the student's perhaps, so nothing of it is trusted to return.</summary>
internal static class SnippetErrors
{
    private const int LongestMessage = 4_000;
    private const int MostFrames = 20;
    private const int DeepestInner = 4;

    /// <param name="snippet">Null where it could not be loaded.</param>
    public static SnippetError Of(Exception error, SnippetAssembly? snippet) => Of(error, snippet, DeepestInner);

    private static SnippetError Of(Exception error, SnippetAssembly? snippet, int depth)
    {
        if (error is AggregateException { InnerExceptions: [var only] })
            return Of(only, snippet, depth);
        var inner = depth > 0 && error.InnerException is { } cause ? Of(cause, snippet, depth - 1) : null;
        // Of the last collection, the one that found no room: what is free by now is not counted off.
        var heap = error is OutOfMemoryException ? GC.GetGCMemoryInfo().TotalCommittedBytes : inner?.HeapBytes ?? 0;
        return new SnippetError(NameOf(error.GetType(), snippet), MessageOf(error), Frames(new StackTrace(error), snippet), inner, heap, FactsOf(error));
    }

    private static ErrorFacts? FactsOf(Exception error)
    {
        try
        {
            return ServiceList.All.Select(home => home.FactsOf(error)).FirstOrDefault(facts => facts is not null);
        }
        catch (Exception)
        {
            // A type of a library's whose members throw: its own message is all there is.
            return null;
        }
    }

    /// <summary>The snippet's own frames, innermost first.</summary>
    public static List<StackFrameToken> Frames(StackTrace trace, SnippetAssembly? snippet) =>
    [
        .. trace.GetFrames()
            .Where(frame => snippet is not null && frame.GetMethod()?.Module == snippet.Module)
            .Take(MostFrames)
            .Select(frame => new StackFrameToken(frame.GetMethod()!.MetadataToken, Math.Max(0, frame.GetILOffset()))),
    ];

    // A type of the script is nested in the class that the compiler makes of it; the student knows its own name only.
    private static string NameOf(Type type, SnippetAssembly? snippet) =>
        type.Module == snippet?.Module ? type.Name : type.FullName ?? type.Name;

    private static string MessageOf(Exception error)
    {
        string message;
        try
        {
            message = MissingCultures.Explain(error) ?? error.Message ?? "";
            // Docker's client says "Connection failed", and leaves it to the inner exception why.
            if (error is HttpRequestException { InnerException: SocketException { Message: var why } } && !message.Contains(why, StringComparison.Ordinal))
                message = $"{message}: {why}";
        }
        catch (Exception second)
        {
            message = $"(its Message threw {second.GetType().Name})";
        }

        return message.Length <= LongestMessage ? message : message[..LongestMessage] + "…";
    }
}
