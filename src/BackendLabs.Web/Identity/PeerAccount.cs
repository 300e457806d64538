using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace BackendLabs.Web.Identity;

/// <summary>
/// The account under which the other end of a connection from this machine runs, as Linux lists it in
/// <c>/proc/net/tcp</c> (proc(5)): the row whose local address is the connection's remote one.
/// </summary>
internal static class PeerAccount
{
    private const int LocalColumn = 1;
    private const int RemoteColumn = 2;
    private const int AccountColumn = 7;

    private static readonly Lazy<long?> Own = new(ReadOwn);

    public static bool IsThisOne(long? account) => account is not null && account == Own.Value;

    /// <returns>Null where it cannot be told: from another machine, or not on Linux.</returns>
    public static async Task<long?> OfAsync(ConnectionInfo connection, CancellationToken cancellationToken)
    {
        if (connection is not { RemoteIpAddress: { } remote, LocalIpAddress: { } local } || !IPAddress.IsLoopback(remote))
            return null;
        try
        {
            if (remote.AddressFamily is AddressFamily.InterNetwork && await InAsync("/proc/net/tcp", remote, local) is { } account)
                return account;
            // A socket for both versions of IP stands among those of version 6, whatever it is connected to.
            return await InAsync("/proc/net/tcp6", remote.MapToIPv6(), local.MapToIPv6());
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }

        async Task<long?> InAsync(string table, IPAddress there, IPAddress here) =>
            Find(await File.ReadAllLinesAsync(table, cancellationToken), Form(there, connection.RemotePort), Form(here, connection.LocalPort));
    }

    /// <param name="lines">Of the table.</param>
    /// <param name="there">The other end, as the table writes it.</param>
    /// <param name="here">This end.</param>
    internal static long? Find(IEnumerable<string> lines, string there, string here)
    {
        foreach (var line in lines)
        {
            var columns = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (columns.Length > AccountColumn && columns[LocalColumn] == there && columns[RemoteColumn] == here)
                return long.TryParse(columns[AccountColumn], NumberStyles.None, CultureInfo.InvariantCulture, out var account) ? account : null;
        }

        return null;
    }

    /// <summary>Each four bytes of the address as a number of the machine's order, then the port: <c>0100007F:13D8</c>.</summary>
    internal static string Form(IPAddress address, int port)
    {
        var bytes = address.GetAddressBytes();
        var words = Enumerable.Range(0, bytes.Length / 4).Select(index => BitConverter.ToUInt32(bytes, index * 4).ToString("X8", CultureInfo.InvariantCulture));
        return $"{string.Concat(words)}:{port.ToString("X4", CultureInfo.InvariantCulture)}";
    }

    private static long? ReadOwn()
    {
        try
        {
            // Real, effective, saved and of the file system (proc(5)).
            return File.ReadLines("/proc/self/status").FirstOrDefault(line => line.StartsWith("Uid:", StringComparison.Ordinal)) is { } line
                && line.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries) is [_, _, var effective, ..]
                && long.TryParse(effective, NumberStyles.None, CultureInfo.InvariantCulture, out var account) ? account : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
