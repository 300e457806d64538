using System.Diagnostics;

namespace BackendLabs.Judge.Running;

/// <summary>Finds the place in <c>checks.csx</c> that an exception came from.</summary>
internal static class ScriptPlaces
{
    public static int? LineOf(Exception error) => PlaceOf(error)?.Line;

    /// <summary>Line and column, from 1; null where none of the script's frames is in the trace.</summary>
    public static (int Line, int Column)? PlaceOf(Exception error) => new StackTrace(error, fNeedFileInfo: true)
        .GetFrames()
        .FirstOrDefault(frame => frame.GetFileName()?.EndsWith(".csx", StringComparison.Ordinal) ?? false)
        is { } frame ? (frame.GetFileLineNumber(), Math.Max(1, frame.GetFileColumnNumber())) : null;
}
