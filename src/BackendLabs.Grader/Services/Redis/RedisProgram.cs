using System.Diagnostics;

namespace BackendLabs.Grader.Services.Redis;

/// <summary>The machine's own <c>redis-server</c>, as it says of itself.</summary>
/// <param name="Version">Null where it says none that can be read.</param>
internal sealed record RedisProgram(string Path, Version? Version)
{
    // Snippets have an account of the server's (ACL), which is what a lab's rules rest on.
    private static readonly Version Oldest = new(6, 0);

    /// <summary>What is wrong with it; null where it serves.</summary>
    public string? Problem => Version is { } version && version < Oldest
        ? $"{Path} is version {version}, and labs need {Oldest.Major} or newer: older servers have no accounts (ACL)."
        : null;

    public static string Remedy => "Install a newer one, or let PATH name it first: " + NoRedis.Install;

    /// <exception cref="System.ComponentModel.Win32Exception">It cannot be started.</exception>
    public static async Task<RedisProgram> LookAtAsync(string path, CancellationToken cancellationToken)
    {
        using var process = Process.Start(new ProcessStartInfo(path, ["--version"]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        var said = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        var word = said.Split(' ').FirstOrDefault(one => one.StartsWith("v=", StringComparison.Ordinal));
        return new RedisProgram(path, System.Version.TryParse(word?[2..], out var version) ? version : null);
    }
}
