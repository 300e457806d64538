using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using BackendLabs.Store;

namespace BackendLabs.Web.Hosting;

/// <summary>From where a request comes, as far as it is one household's or one machine's.</summary>
internal static class Address
{
    private const int PrefixBytes = 8;

    /// <summary>An IPv4 address, or the half of an IPv6 address that names a network: whoever has one such network has all of its addresses.</summary>
    public static string Of(HttpContext context)
    {
        if (context.Connection.RemoteIpAddress is not { } address)
            return "";
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        return address.AddressFamily is AddressFamily.InterNetworkV6 && !IPAddress.IsLoopback(address)
            ? Convert.ToHexStringLower(address.GetAddressBytes().AsSpan(0, PrefixBytes))
            : address.ToString();
    }

    /// <summary>The same as a name for the store, which nobody who reads it can lead back to an address.</summary>
    public static string OriginOf(HttpContext context, byte[] secret) =>
        RunQueue.OriginMark + Convert.ToHexStringLower(HMACSHA256.HashData(secret, System.Text.Encoding.UTF8.GetBytes(Of(context))).AsSpan(0, 16));
}
