using System.Diagnostics;

namespace BackendLabs.Judge.Running;

/// <summary>Finds the line of <c>checks.csx</c> that an exception came from.</summary>
internal static class ScriptPlaces
{
    public static int? LineOf(Exception error) => new StackTrace(error, fNeedFileInfo: true)
        .GetFrames()
        .FirstOrDefault(frame => frame.GetFileName()?.EndsWith(".csx", StringComparison.Ordinal) ?? false)
        ?.GetFileLineNumber();
}
