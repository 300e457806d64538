using System.Diagnostics;

namespace BackendLabs.Grader.Services.Servers;

/// <summary>A server's program, as it says of itself.</summary>
internal static class ServerProgram
{
    /// <returns>Its first line.</returns>
    /// <exception cref="System.ComponentModel.Win32Exception">It cannot be started.</exception>
    public static async Task<string> FindVersionAsync(string path, string option, CancellationToken cancellationToken)
    {
        using var process = Process.Start(new ProcessStartInfo(path, [option]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        var said = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return said.Split('\n')[0].Trim();
    }
}
