using System.Security.Cryptography;
using BackendLabs.Contract;

namespace BackendLabs.Sandbox;

/// <summary>
/// This grader's own folder: worlds, sockets, databases. It is locked while the grader lives; whoever starts next
/// removes the folders that no living grader holds. Paths are short, because a unix socket's may have 107 bytes.
/// </summary>
internal sealed class RunFolder : IDisposable
{
    private const string LockName = "lock";
    private const string StagingName = "new";
    private const string Unfinished = ".new";
    private const int NameBytes = 4;

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>As root, other accounts pass through to the worlds that are theirs; they cannot list.</summary>
    private const UnixFileMode PassThrough = OwnerOnly | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    private static readonly TimeSpan BeingMade = TimeSpan.FromMinutes(1);

    private readonly FileStream _lock;

    private RunFolder(string path, FileStream held)
    {
        Path = path;
        _lock = held;
    }

    public string Path { get; }

    public string Name => System.IO.Path.GetFileName(Path);

    /// <exception cref="InfrastructureException">No folder can be made: no permission, or a full disk.</exception>
    /// <param name="within">The folder of all graders; the usual one where null.</param>
    public static RunFolder Create(string? within, TimeProvider time)
    {
        var parent = within ?? Parent();
        try
        {
            MakeParent(parent);
            Reap(parent, time);
            return MakeLocked(System.IO.Path.Combine(parent, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(NameBytes))));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new InfrastructureException(
                $"No folder for runs can be made in {parent}: {error.Message}", "Make room or give write permission there, or let TMPDIR name another folder.");
        }
    }

    /// <summary>This grader as containers are labelled. Several users, and several machines, may share one Engine, where a name alone would say too little.</summary>
    public string Owner => $"{Environment.MachineName}:{Path}";

    /// <returns>False only of those that this grader can know: its own user's on this machine.</returns>
    public bool IsOwnerAlive(string owner)
    {
        var parent = $"{Environment.MachineName}:{System.IO.Path.GetDirectoryName(Path)}/";
        return !owner.StartsWith(parent, StringComparison.Ordinal) || IsAlive(owner[parent.Length..]);
    }

    /// <summary>
    /// Where worlds and their folders are made, each under a name of its own, before anybody else sees them: what happens
    /// by path here (a server that begins, a socket's mode) cannot be led elsewhere. No box of a stranger's code shows it.
    /// </summary>
    public string Staging => System.IO.Path.Combine(Path, StagingName);

    /// <summary>Makes a folder in it that other accounts pass through and cannot list.</summary>
    public string Make(string name)
    {
        var path = System.IO.Path.Combine(Path, name);
        Directory.CreateDirectory(path, MachineTools.IsRoot ? PassThrough : OwnerOnly);
        return path;
    }

    public bool IsAlive(string name) => IsHeld(System.IO.Path.Combine(System.IO.Path.GetDirectoryName(Path)!, name, LockName));

    public void Dispose()
    {
        _lock.Dispose();
        Remove(Path);
    }

    // It gets its name when it is locked already, so that nobody who looks meanwhile takes it for a dead grader's.
    private static RunFolder MakeLocked(string path)
    {
        var made = path + Unfinished;
        Directory.CreateDirectory(made, MachineTools.IsRoot ? PassThrough : OwnerOnly);
        FileStream? held = null;
        try
        {
            held = Hold(System.IO.Path.Combine(made, LockName));
            Directory.CreateDirectory(System.IO.Path.Combine(made, StagingName), MachineTools.IsRoot ? PassThrough : OwnerOnly);
            Directory.Move(made, path);
            return new RunFolder(path, held);
        }
        catch
        {
            held?.Dispose();
            Remove(made);
            throw;
        }
    }

    private static string Parent()
    {
        if (MachineTools.IsRoot)
            return "/run/backendlabs";
        if (Environment.GetEnvironmentVariable("XDG_RUNTIME_DIR") is { Length: > 0 and < 40 } runtime && Directory.Exists(runtime))
            return System.IO.Path.Combine(runtime, "backendlabs");
        return System.IO.Path.Combine(System.IO.Path.GetTempPath(), "backendlabs-" + Native.UserId().ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    // In a folder that all may write to, somebody else may have made ours first, or a link to elsewhere.
    private static void MakeParent(string parent)
    {
        Directory.CreateDirectory(parent, MachineTools.IsRoot ? PassThrough : OwnerOnly);
        // Held, so that what is asked is asked of one folder; one that is ours nobody else can rename then.
        using var found = HeldFolder.Open(System.IO.Path.TrimEndingDirectorySeparator(parent));
        if (!found.IsOwn())
            throw new UnauthorizedAccessException($"{parent} belongs to somebody else, or others may write to it.");
    }

    private static void Reap(string parent, TimeProvider time)
    {
        foreach (var folder in Directory.GetDirectories(parent))
        {
            var held = System.IO.Path.Combine(folder, LockName);
            var isBeingMade = folder.EndsWith(Unfinished, StringComparison.Ordinal) && time.GetUtcNow().UtcDateTime - Directory.GetCreationTimeUtc(folder) < BeingMade;
            if (!isBeingMade && !IsHeld(held))
                Remove(folder);
        }
    }

    private static FileStream Hold(string file) => new(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);

    private static bool IsHeld(string file)
    {
        if (!File.Exists(file))
            return false;
        try
        {
            Hold(file).Dispose();
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }

    private static void Remove(string folder)
    {
        try
        {
            FolderTree.Remove(folder);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // A process of it is still ending; the next start removes it.
        }
    }
}
