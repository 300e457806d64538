using System.Buffers.Binary;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace BackendLabs.Cli.Resident;

/// <summary>What .NET does not offer of the system's calls.</summary>
internal static class ResidentCalls
{
    // socket(7): the process at the other end of a unix socket, its user and its group, four bytes each.
    private const int SocketLevel = 1;
    private const int PeerCredentials = 17;

    public static uint UserId() => GetEffectiveUserId();

    /// <summary>Leaves the terminal's session: neither Ctrl+C there nor its end reaches this process.</summary>
    public static void LeaveSession() => _ = SetSession();

    /// <summary>Whether the process at the other end belongs to this user. The folder's mode is what decides elsewhere than on Linux.</summary>
    public static bool IsOwn(Socket peer)
    {
        if (!OperatingSystem.IsLinux())
            return true;
        Span<byte> credentials = stackalloc byte[12];
        return peer.GetRawSocketOption(SocketLevel, PeerCredentials, credentials) == credentials.Length
            && BinaryPrimitives.ReadUInt32LittleEndian(credentials[4..]) == UserId();
    }

    [DllImport("libc", EntryPoint = "geteuid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern uint GetEffectiveUserId();

    [DllImport("libc", EntryPoint = "setsid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetSession();
}
