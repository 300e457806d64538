using System.Runtime.InteropServices;

namespace BackendLabs.SnippetHost.Probing;

/// <summary>Reaches for what belongs to the same account outside, and for other accounts.</summary>
internal static partial class AccountAttacks
{
    private const int Everybody = -1;
    private const int NoSignal = 0;

    public static IEnumerable<Func<string?>> All(IReadOnlyDictionary<string, string> facts) =>
    [
        () => Kill(int.Parse(facts["grader"]), NoSignal) == 0 || Marshal.GetLastPInvokeError() == NotPermitted ? "the grader can be sent signals" : null,
        () => Kill(Everybody, NoSignal) == 0 ? "other processes can be sent signals" : null,
        () => SetUser(0) == 0 ? "it may become root" : null,
        () => File.Exists(facts["own"]) ? $"a file of the same account can be seen: {facts["own"]}" : null,
    ];

    /// <summary>The kernel found the process and only refused.</summary>
    private const int NotPermitted = 1;

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Kill(int process, int signal);

    [LibraryImport("libc", EntryPoint = "setuid", SetLastError = true)]
    private static partial int SetUser(uint user);
}
