using BackendLabs.Sandbox;

namespace BackendLabs.Grader.Services.Servers;

/// <summary>The box of a database server, and of the programs that make its data.</summary>
internal static class ServerBox
{
    public static SandboxSpec Of(
        DatabaseServer server, ProcessSandbox sandbox, IReadOnlyList<string> command, ProcessAccount? account, IReadOnlyList<SandboxMount> mounts) => new(
        server.Kind,
        command,
        [.. mounts, .. Programs(server), .. server.Reads.Where(Directory.Exists).Select(folder => new SandboxMount(folder, folder)), .. Names(sandbox)],
        server.Limits,
        account)
        {
            // Words of the servers and orders of texts must not depend on the machine.
            Environment = new Dictionary<string, string> { ["LC_ALL"] = "C", ["TZ"] = "UTC", ["PATH"] = "/usr/bin:/bin" },
            // Those servers know how to end their own children, and read no signals of ours.
            NeedsInit = false,
            MayBeContainer = false,
        };

    // /usr/lib is shown in every box already.
    private static IEnumerable<SandboxMount> Programs(DatabaseServer server)
    {
        if (!server.Program.StartsWith("/usr/lib/", StringComparison.Ordinal))
            yield return new SandboxMount(server.Program, server.Program);
        // Their programs start each other by a shell.
        if (File.ResolveLinkTarget("/bin/sh", returnFinalTarget: true)?.FullName is { } shell)
            yield return new SandboxMount(shell, "/bin/sh");
    }

    // They ask for the name of the account that they run as, which the machine does not know.
    private static IEnumerable<SandboxMount> Names(ProcessSandbox sandbox)
    {
        if (!sandbox.IsBoxed)
            yield break;
        var file = Path.Combine(sandbox.Folder.Path, "passwd");
        if (!File.Exists(file))
        {
            var lines = (sandbox.Accounts?.All.Select(account => (account.User, account.Group)) ?? [((int)Native.UserId(), (int)Native.UserId())])
                .Select(ids => FormattableString.Invariant($"server:x:{ids.Item1}:{ids.Item2}::/:/bin/false"));
            File.WriteAllLines(file, lines);
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        }

        yield return new SandboxMount(file, "/etc/passwd");
    }
}
