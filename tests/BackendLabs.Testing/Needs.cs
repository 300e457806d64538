using NUnit.Framework;

namespace BackendLabs.Testing;

/// <summary>What a test needs of the machine: where it is missing the test is skipped with the way to get it, and fails where CI=true.</summary>
public static class Needs
{
    public static void Program(string name, string package)
    {
        if (Find(name) is null)
            Missing($"{name} is not installed: apt-get install {package}");
    }

    public static void Root()
    {
        if (!Environment.IsPrivilegedProcess)
            Missing("This test needs root: run it by sudo.");
    }

    public static string? Find(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Concat(["/usr/bin", "/bin", "/usr/sbin"])
        .Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);

    public static void Missing(string how)
    {
        if (Environment.GetEnvironmentVariable("CI") == "true")
            Assert.Fail(how);
        Assert.Ignore(how);
    }

    /// <summary>Skips what repeats at length, but where BACKENDLABS_FULL=1 asks for it.</summary>
    public static bool Full => Environment.GetEnvironmentVariable("BACKENDLABS_FULL") == "1";
}
