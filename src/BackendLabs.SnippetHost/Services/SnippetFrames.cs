using System.Diagnostics;
using System.Reflection;
using BackendLabs.Contract;

namespace BackendLabs.SnippetHost.Services;

/// <summary>Finds where in the snippet an operation was asked for: the innermost of its own frames on this thread.</summary>
internal sealed class SnippetFrames(Module snippet)
{
    // A walk costs 10 to 40 µs.
    private readonly FloodSample _walks = new(FloodSample.OfFrames);

    /// <returns>Null where none of the snippet's methods is on the stack, or of a flood that was looked for just now.</returns>
    public StackFrameToken? Innermost()
    {
        if (!_walks.TryTake())
            return null;
        var trace = new StackTrace(skipFrames: 1, fNeedFileInfo: false);
        for (var index = 0; index < trace.FrameCount; index++)
        {
            var frame = trace.GetFrame(index)!;
            if (frame.GetMethod() is { } method && method.Module == snippet)
                return new StackFrameToken(method.MetadataToken, Math.Max(0, frame.GetILOffset()));
        }

        return null;
    }
}
