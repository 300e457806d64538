using System.ComponentModel;
using System.Diagnostics;

namespace BackendLabs.Cli.Machine;

/// <summary>What a program of the machine answered.</summary>
/// <param name="Output">Its standard output; errors too where they were asked for.</param>
internal sealed record ToolAnswer(int ExitCode, string Output, string Error);

/// <summary>Programs of the machine: found on the PATH, started without a shell.</summary>
internal static class Tool
{
    /// <summary>Where PATH, or the folders of system programs that an ordinary user's PATH leaves out, have it; null where nowhere.</summary>
    public static string? Find(string name) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Concat(["/usr/sbin", "/sbin", "/usr/local/sbin"])
        .Select(folder => Path.Combine(folder, name))
        .FirstOrDefault(File.Exists);

    /// <summary>Runs a program to its end; cancelling ends it with all that it started.</summary>
    /// <exception cref="BrokenException">It could not be started.</exception>
    public static async Task<ToolAnswer> RunAsync(
        string name, IEnumerable<string> arguments, string? folder, CancellationToken cancellationToken, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(name, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = folder ?? "",
        };
        foreach (var (variable, value) in environment ?? new Dictionary<string, string>())
            start.Environment[variable] = value;
        using var process = Start(start);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        var error = process.StandardError.ReadToEndAsync(CancellationToken.None);
        try
        {
            await process.WaitForExitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        return new ToolAnswer(process.ExitCode, await output, await error);
    }

    /// <exception cref="BrokenException">It could not be started.</exception>
    public static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception error)
        {
            throw new BrokenException($"{start.FileName} could not be started: {error.Message}", null, error);
        }
    }
}
