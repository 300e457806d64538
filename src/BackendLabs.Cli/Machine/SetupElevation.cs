using System.Diagnostics;

namespace BackendLabs.Cli.Machine;

/// <summary>How a command gets to run as root: it does already, or through sudo.</summary>
/// <param name="Prefix">What stands before the command.</param>
internal sealed record SetupElevation(IReadOnlyList<string> Prefix)
{
    /// <summary>Without anybody typing a password; null where that cannot be.</summary>
    public static async Task<SetupElevation?> SilentAsync(CancellationToken cancellationToken)
    {
        if (Environment.IsPrivilegedProcess)
            return new SetupElevation([]);
        if (Tool.Find("sudo") is null)
            return null;
        var answer = await Tool.RunAsync("sudo", ["-n", "true"], null, cancellationToken);
        return answer.ExitCode == 0 ? new SetupElevation(["sudo", "-n"]) : null;
    }

    /// <summary>sudo, which asks for the password on the terminal now, so that nothing waits for it later; null where it is refused.</summary>
    public static async Task<SetupElevation?> AskingAsync(CancellationToken cancellationToken)
    {
        if (await SilentAsync(cancellationToken) is { } silent)
            return silent;
        if (Tool.Find("sudo") is null)
            return null;
        using var process = Process.Start(new ProcessStartInfo("sudo", ["-v"]) { UseShellExecute = false })!;
        await process.WaitForExitAsync(cancellationToken);
        return process.ExitCode == 0 ? new SetupElevation(["sudo", "-n"]) : null;
    }

    public ProcessStartInfo Start(params IEnumerable<string> command)
    {
        string[] whole = [.. Prefix, .. command];
        return new ProcessStartInfo(whole[0], whole[1..])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
    }
}
