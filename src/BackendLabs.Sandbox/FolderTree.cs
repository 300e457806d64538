using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace BackendLabs.Sandbox;

/// <summary>
/// Removes folders that others can write to, while they may do so. Every step names one entry of a folder that is held
/// open, and no step follows a link: a path with a part that somebody exchanges would lead elsewhere.
/// </summary>
internal static class FolderTree
{
    /// <summary>
    /// Entries after which, while others can still write there, somebody must be putting back what is removed: far more than
    /// a student's process may make (<see cref="ProcessLimits.DiskEntries"/>).
    /// </summary>
    public const int MostWhileInUse = 20_000;

    private const uint OwnerOnly = (uint)(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

    /// <summary>Removes a folder and all beneath it, also what its owner locked himself out of; links are removed, never followed.</summary>
    /// <param name="folder">In a folder that nobody else may write to.</param>
    /// <exception cref="IOException">Something of it is still in use, or belongs to somebody else.</exception>
    public static void Remove(string folder)
    {
        folder = Path.TrimEndingDirectorySeparator(folder);
        if (!OperatingSystem.IsLinux())
        {
            if (Path.Exists(folder))
                Directory.Delete(folder, recursive: true);
            return;
        }

        using var parent = FolderCalls.OpenPath(Path.GetDirectoryName(folder)!);
        if (parent is not null)
            Remove(parent, HeldFolder.Bytes(Path.GetFileName(folder)), folder);
    }

    /// <summary>Removes all that a folder holds.</summary>
    /// <param name="most">Entries to remove before it is given up.</param>
    /// <exception cref="IOException">As above, or it holds more.</exception>
    public static void Empty(SafeFileHandle top, int most = int.MaxValue)
    {
        // What lies deeper is moved up before it is emptied, so that no depth needs more than three descriptors.
        var moved = 0;
        for (var seen = 0; seen < most;)
        {
            var entries = FolderCalls.List(top).Take(MostWhileInUse).ToList();
            if (entries.Count == 0)
                return;
            seen += entries.Count;
            var (isLess, error) = (false, 0);
            foreach (var entry in entries)
                isLess |= RemoveOne(top, entry.Name, ref moved, ref error);
            if (!isLess)
                throw new IOException(Marshal.GetPInvokeErrorMessage(error));
        }

        throw new IOException("it fills as fast as it is emptied");
    }

    private static void Remove(SafeFileHandle parent, byte[] name, string shown)
    {
        try
        {
            if (IsUnlinked(parent, name))
                return;
            using (var folder = Enter(parent, name) ?? throw new IOException(Marshal.GetLastPInvokeErrorMessage()))
                Empty(folder);
            if (!IsUnlinked(parent, name))
                throw new IOException(Marshal.GetLastPInvokeErrorMessage());
        }
        catch (IOException error)
        {
            throw new IOException($"{shown} could not be removed: {error.Message}", error);
        }
    }

    /// <returns>Whether something was removed or moved up.</returns>
    private static bool RemoveOne(SafeFileHandle top, byte[] name, ref int moved, ref int error)
    {
        if (IsUnlinked(top, name))
            return true;
        error = Marshal.GetLastPInvokeError();
        using var folder = Enter(top, name);
        var isLess = false;
        foreach (var inner in folder is null ? [] : FolderCalls.List(folder).ToList())
        {
            var isGone = IsUnlinked(folder!, inner.Name) || IsMovedUp(folder!, inner.Name, top, ref moved);
            error = isGone ? error : Marshal.GetLastPInvokeError();
            isLess |= isGone;
        }

        return IsUnlinked(top, name) || isLess;
    }

    private static bool IsMovedUp(SafeFileHandle folder, byte[] name, SafeFileHandle top, ref int moved)
    {
        // To have another parent, a folder must be writable for whoever moves it.
        Enter(folder, name)?.Dispose();
        while (!FolderCalls.Rename(folder, name, top, HeldFolder.Bytes(string.Create(CultureInfo.InvariantCulture, $"~{moved++}"))))
        {
            if (Marshal.GetLastPInvokeError() != FolderCalls.Exists)
                return false;
        }

        return true;
    }

    /// <returns>Whether there is nothing of that name now; not where it is a folder with something in it, or in a locked one.</returns>
    private static bool IsUnlinked(SafeFileHandle folder, byte[] name) =>
        FolderCalls.UnlinkAt(folder, name, 0) == 0
        || Marshal.GetLastPInvokeError() == FolderCalls.NoSuchEntry
        || FolderCalls.UnlinkAt(folder, name, FolderCalls.RemoveFolder) == 0;

    // Its rights are given back to its owner first, through a descriptor that needs none.
    private static SafeFileHandle? Enter(SafeFileHandle parent, byte[] name)
    {
        using var unread = FolderCalls.OpenUnread(parent, name);
        if (unread is null)
            return null;
        if (FolderCalls.Look(unread) is { } facts && (facts.Mode & OwnerOnly) != OwnerOnly)
            _ = FolderCalls.ChangeMode(FolderCalls.PathOf(unread), OwnerOnly);
        return FolderCalls.Open(unread, [(byte)'.', 0]);
    }
}
