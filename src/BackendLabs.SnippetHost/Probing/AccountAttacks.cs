using System.Runtime.InteropServices;

namespace BackendLabs.SnippetHost.Probing;

/// <summary>Reaches for what belongs to the same account outside, and for other accounts.</summary>
internal static partial class AccountAttacks
{
    private const int Everybody = -1;
    private const int NoSignal = 0;

    public static IEnumerable<Func<string?>> All(IReadOnlyDictionary<string, string> facts) =>
    [
        // A number that stands for a process of the box itself, as 1 does, is not the grader's here.
        () => !Directory.Exists("/proc/" + facts["grader"]) && Finds(int.Parse(facts["grader"])) ? "the grader can be sent signals" : null,
        () => Kill(Everybody, NoSignal) == 0 ? "other processes can be sent signals" : null,
        () => SetUser(0) == 0 ? "it may become root" : null,
        () => File.Exists(facts["own"]) ? $"a file of the same account can be seen: {facts["own"]}" : null,
    ];

    /// <summary>EPERM: the kernel found the process and only refused.</summary>
    private const int NotPermitted = 1;

    private static bool Finds(int process) => Kill(process, NoSignal) == 0 || Marshal.GetLastPInvokeError() == NotPermitted;

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Kill(int process, int signal);

    [LibraryImport("libc", EntryPoint = "setuid", SetLastError = true)]
    private static partial int SetUser(uint user);
}
