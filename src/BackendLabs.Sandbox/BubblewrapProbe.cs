using System.Diagnostics;

namespace BackendLabs.Sandbox;

/// <param name="Works">Whether a box could be made just now.</param>
/// <param name="Reason">Why not; null where it works.</param>
internal sealed record BoxState(bool Works, string? Reason, string? Remedy);

/// <summary>Makes one box with every namespace that ours name, and sees whether the kernel lets us.</summary>
internal static class BubblewrapProbe
{
    private const string Install = "Install it: apt-get install bubblewrap (Debian, Ubuntu), dnf install bubblewrap (Fedora).";

    private const string AppArmor =
        "This system lets no unprivileged program make a user namespace (Ubuntu 23.10 and later). Allow bubblewrap: "
        + "write 'abi <abi/4.0>, include <tunables/global> profile bwrap /usr/bin/bwrap flags=(unconfined) { userns, }' "
        + "to /etc/apparmor.d/bwrap and run: sudo systemctl reload apparmor.";

    private const string InContainer =
        "Start the container with: --security-opt seccomp=unconfined --security-opt apparmor=unconfined --security-opt systempaths=unconfined. "
        + "Its own walls keep boxes from being made inside of them; or run it on the machine itself.";

    // An account that the probe drops to as root; the first that is ever lent.
    private const string NobodyElse = "1899999999";

    public static async Task<BoxState> TryAsync(MachineTools tools, CancellationToken cancellationToken)
    {
        if (tools.Bubblewrap is null)
            return new BoxState(Works: false, "bubblewrap (bwrap) is not installed", Install);
        try
        {
            var (code, words) = await RunAsync(tools, cancellationToken);
            return code == 0
                ? new BoxState(Works: true, Reason: null, Remedy: null)
                : new BoxState(Works: false, $"bubblewrap cannot make a box here: {words.Trim()}", Remedy(words, MachineTools.IsInContainer));
        }
        catch (Exception error) when (error is System.ComponentModel.Win32Exception or TimeoutException)
        {
            return new BoxState(Works: false, $"bubblewrap did not run: {error.Message}", Install);
        }
    }

    private static async Task<(int Code, string Words)> RunAsync(MachineTools tools, CancellationToken cancellationToken)
    {
        List<string> words = [];
        if (MachineTools.IsRoot && tools.SetPrivileges is { } setpriv)
            words.AddRange([setpriv, $"--reuid={NobodyElse}", $"--regid={NobodyElse}", "--clear-groups", "--"]);
        words.AddRange(
        [
            tools.Bubblewrap!, "--unshare-user", "--unshare-pid", "--unshare-net", "--unshare-ipc", "--unshare-uts",
            "--disable-userns", "--die-with-parent", "--cap-drop", "ALL", "--ro-bind", "/", "/", "--proc", "/proc",
            "--", "/bin/sh", "-c", "exit 0",
        ]);
        var start = new ProcessStartInfo(words[0], words.Skip(1)) { RedirectStandardError = true, RedirectStandardInput = true, UseShellExecute = false, WorkingDirectory = "/" };
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var errors = await process.StandardError.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken).WaitAsync(SandboxTimes.LayerProbe, cancellationToken);
        return (process.ExitCode, errors);
    }

    private const string AppArmorSetting = "/proc/sys/kernel/apparmor_restrict_unprivileged_userns";

    /// <param name="setting">The kernel's file that says whether AppArmor restricts user namespaces.</param>
    /// <param name="isInContainer">Whether this is one: then its own walls are in the way, whatever the machine's settings are.</param>
    internal static string Remedy(string words, bool isInContainer, string setting = AppArmorSetting)
    {
        if (isInContainer)
            return InContainer;
        var restricted = ProcessTree.Read(setting)?.Trim() == "1";
        if (restricted || words.Contains("setting up uid map", StringComparison.Ordinal))
            return AppArmor;
        return words.Contains("No permissions to create", StringComparison.Ordinal)
            ? "Allow user namespaces: sysctl kernel.unprivileged_userns_clone=1."
            : "Run lab doctor on the machine itself, outside of containers.";
    }
}
