using System.Globalization;
using System.Runtime.InteropServices;

namespace BackendLabs.DockerGate;

/// <summary>A version of the Engine API, <c>1.41</c>.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct EngineApiVersion(int Major, int Minor) : IComparable<EngineApiVersion>
{
    /// <summary>The oldest that labs are tested with, that of Docker 20.10.</summary>
    public static readonly EngineApiVersion Oldest = new(1, 41);

    /// <summary>The newest version that this code's requests and answers were written from.</summary>
    public static readonly EngineApiVersion Newest = new(1, 47);

    /// <summary>Clients from Docker 1.12 to today's: what a client may put before its paths.</summary>
    public static bool IsSpokenByClients(EngineApiVersion version) => version is { Major: 1, Minor: >= 24 and <= 59 };

    public EngineApiVersion AtMost(EngineApiVersion other) => CompareTo(other) <= 0 ? this : other;

    public int CompareTo(EngineApiVersion other) => (Major, Minor).CompareTo((other.Major, other.Minor));

    public static EngineApiVersion? Parse(string? text)
    {
        var parts = text?.Split('.') ?? [];
        return parts.Length == 2 && Number(parts[0]) is { } major && Number(parts[1]) is { } minor
            ? new EngineApiVersion(major, minor)
            : null;
    }

    public override string ToString() => $"{Major}.{Minor}";

    private static int? Number(string text) =>
        text.Length is 1 or 2 && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
