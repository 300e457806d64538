using System.Globalization;

namespace BackendLabs.Sessions.Exports;

/// <summary>Moments in UTC, as ISO 8601 with seconds.</summary>
internal static class Moments
{
    public static string? Text(DateTimeOffset? at) => at?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
