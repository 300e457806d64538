using System.Diagnostics;

namespace BackendLabs.Runner.Sandboxing;

/// <summary>Removes folders that a snippet could write to.</summary>
internal static class FolderTree
{
    /// <summary>Removes a folder and all beneath it, also what its owner locked himself out of; links are removed, never followed.</summary>
    /// <exception cref="IOException">Something of it is still in use, or belongs to somebody else.</exception>
    public static void Remove(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception error) when (error is UnauthorizedAccessException or IOException or ArgumentException)
        {
            // Gone already, locked, deeper than a path reaches, or with names that are no text and that .NET cannot say.
            if (Path.Exists(folder))
                RemoveByProgram(folder);
        }
    }

    private static void RemoveByProgram(string folder)
    {
        Run("chmod", "-R", "u+rwx", "--", folder);
        var words = Run("rm", "-rf", "--", folder);
        if (Path.Exists(folder))
            throw new IOException($"{folder} could not be removed: {words}");
    }

    private static string Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, UseShellExecute = false })
            ?? throw new IOException($"{program} could not be started.");
        var words = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return words.Length <= 500 ? words : words[..500];
    }
}
