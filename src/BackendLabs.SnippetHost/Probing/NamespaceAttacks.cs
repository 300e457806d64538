namespace BackendLabs.SnippetHost.Probing;

/// <summary>Looks for other processes, rights and names than a box of its own has.</summary>
internal static class NamespaceAttacks
{
    // Bubblewrap's first process and this one.
    private const int OwnProcesses = 2;

    public static IEnumerable<Func<string?>> All(IReadOnlyDictionary<string, string> facts) =>
    [
        () => Directory.GetDirectories("/proc").Count(folder => int.TryParse(Path.GetFileName(folder), out _)) > OwnProcesses ? "other processes can be seen" : null,
        () => File.ReadAllText("/proc/sys/kernel/hostname").Trim() is not "lab" ? "the machine's name can be seen" : null,
        () => Status("CapEff") is not "0000000000000000" ? "it holds capabilities" : null,
        () => Status("CapBnd") is not "0000000000000000" ? "it may get capabilities" : null,
        () => Status("NoNewPrivs") is not "1" ? "it may get rights by starting programs" : null,
        // Where the engine maps accounts, its root is nobody outside.
        () => Environment.IsPrivilegedProcess && facts["place"] is not "mapped container" ? "it is root" : null,
        () => facts["place"] is "box" && File.ReadAllText("/proc/self/uid_map").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) is not [_, _, "1"] ? "it may become other users" : null,
    ];

    public static string Status(string key) => File.ReadLines("/proc/self/status")
        .First(line => line.StartsWith(key + ":", StringComparison.Ordinal))[(key.Length + 1)..].Trim();
}
