namespace BackendLabs.SnippetHost.Probing;

/// <summary>
/// Attacks the box that it runs in, as a student's code could, and says what got through. The grader starts it as
/// <c>SnippetHost --probe MODE NAME=VALUE…</c>, in the box that a student's process gets. No student's code is near.
/// </summary>
internal static class LayerProbe
{
    /// <summary>What a probe prints after a layer's name where all its attacks failed.</summary>
    private const string Held = "held";

    /// <returns>The process's exit code.</returns>
    public static int Run(string mode, IReadOnlyDictionary<string, string> facts)
    {
        switch (mode)
        {
            case "all":
                Attack("account", AccountAttacks.All(facts));
                Attack("files", FileAttacks.All(facts));
                Attack("network", NetworkAttacks.All(facts));
                Attack("namespaces", NamespaceAttacks.All(facts));
                Attack("environment", EnvironmentAttacks.All(facts));
                Attack("rlimits", LimitAttacks.OfOneProcess(facts));
                Attack("runtime", EnvironmentAttacks.OfRuntime(facts));
                return 0;
            case "descriptors":
                Attack("descriptors", EnvironmentAttacks.OfDescriptors());
                return 0;
            case "calls":
                Attack("seccomp", SystemCallAttacks.All());
                return 0;
            case "fatal":
                SystemCallAttacks.Unshare();
                return 0;
            case "memory":
                LimitAttacks.TakeMemory(facts);
                return 0;
            case "processes":
                Attack("rlimits", LimitAttacks.OfProcesses(facts));
                return 0;
            default:
                return 2;
        }
    }

    /// <param name="attacks">Each gives what it could do, or null where it could not.</param>
    private static void Attack(string layer, IEnumerable<Func<string?>> attacks)
    {
        var through = attacks.Select(Try).OfType<string>().ToList();
        Console.WriteLine($"{layer}\t{(through.Count == 0 ? Held : string.Join("; ", through))}");
    }

    private static string? Try(Func<string?> attack)
    {
        try
        {
            return attack();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or System.Net.Sockets.SocketException)
        {
            return null;
        }
    }
}
