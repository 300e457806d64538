using System.Diagnostics;
using System.Runtime.InteropServices;

namespace BackendLabs.Cli.Machine;

/// <summary>Asks a process to end, which .NET's own Kill does not.</summary>
internal static class Signal
{
    private const int Term = 15;

    public static void Terminate(Process process)
    {
        try
        {
            if (!process.HasExited)
                _ = Kill(process.Id, Term);
        }
        catch (InvalidOperationException)
        {
            // It has ended meanwhile.
        }
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int pid, int signal);
}
