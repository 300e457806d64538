using System.Diagnostics;
using System.Security.Cryptography;

namespace BackendLabs.Attacks.Tests;

/// <summary>A folder of the user who runs the grader, with folders as a world has them and a secret in each: what hostile labs are after.</summary>
internal sealed class Victim : IDisposable
{
    private readonly string _secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("victim-");
    private readonly List<string> _before;

    /// <param name="user">Whose it is; null for whoever runs this test.</param>
    public Victim(int? user = null)
    {
        foreach (var folder in new[] { "", "db", "h1", "h2", "h3", "own" })
        {
            var path = Directory.CreateDirectory(Path.Combine(_folder.FullName, folder)).FullName;
            File.WriteAllText(Path.Combine(path, "secret"), _secret);
            File.SetUnixFileMode(Path.Combine(path, "secret"), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        if (user is not null)
            Run("chown", "-R", $"{user}:{user}", _folder.FullName);
        _before = Listing();
    }

    public string Place => _folder.FullName;

    /// <param name="shown">All that the run's report says.</param>
    public void AssertSafe(string shown)
    {
        Assert.That(shown, Does.Not.Contain(_secret), "The secret is in the report.");
        Assert.That(Listing(), Is.EqualTo(_before), "Something of it was changed: type, mode, owner, group, size, name; or something is new.");
        Assert.That(_before.Count(line => line.EndsWith("secret", StringComparison.Ordinal)), Is.EqualTo(6));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private List<string> Listing() => [.. Run("find", _folder.FullName, "-printf", "%y %m %U %G %s %T@ %p\n").Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal)];

    private static string Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, UseShellExecute = false })!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return output;
    }
}
