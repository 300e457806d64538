using System.Security.Cryptography;
using System.Text;
using BackendLabs.Labs.Files;

namespace BackendLabs.Cli.Resident;

/// <summary>
/// Where the resident grader of this user listens, one for each state of the programs and of the environment that a run
/// depends on: two versions of the programs do not meet.
/// </summary>
/// <param name="Folder">For its owner alone.</param>
/// <param name="Name">Of the socket and of what lies beside it.</param>
internal sealed record ResidentPlace(string Folder, string Name)
{
    // Variables that decide how a run goes.
    private static readonly string[] Decisive = ["DOCKER_HOST", "PATH", "HOME", "XDG_CACHE_HOME", "TMPDIR"];

    public string Socket => Path.Combine(Folder, Name + ".sock");

    /// <summary>Locked by the kernel for as long as it lives.</summary>
    public string Lock => Path.Combine(Folder, Name + ".lock");

    /// <summary>What it said of itself, the newest only.</summary>
    public string Log => Path.Combine(Folder, Name + ".log");

    public static ResidentPlace Of(EnvironmentPaths paths)
    {
        var key = string.Join('\0', Decisive.Select(name => paths.Variable(name) ?? "").Prepend(paths.AppFolder));
        return new ResidentPlace(FolderOf(paths), Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))[..16]);
    }

    /// <summary>Makes the folder where it is missing.</summary>
    /// <exception cref="IOException">It is somebody else's, or open to others.</exception>
    public void Make()
    {
        PrivateFolder.Make(Folder);
        if (!PrivateFolder.IsPrivate(Folder))
            throw new IOException($"{Folder} is not a folder of yours alone.");
    }

    // A socket's path has 107 characters at most, and a home may lie on a disk of another machine, where none can be.
    private static string FolderOf(EnvironmentPaths paths)
    {
        if (paths.Variable("XDG_RUNTIME_DIR") is { } runtime && Directory.Exists(runtime))
            return Path.Combine(runtime, "backendlabs");
        return Environment.IsPrivilegedProcess && Directory.Exists("/run")
            ? "/run/backendlabs-resident"   // /run/backendlabs holds locks that every account may pass to
            : Path.Combine(Path.GetTempPath(), $"backendlabs-{ResidentCalls.UserId()}");
    }
}
