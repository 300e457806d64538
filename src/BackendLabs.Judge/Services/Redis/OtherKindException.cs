namespace BackendLabs.Judge.Services.Redis;

/// <summary>The judge asked a key for a kind of value that it does not hold. Where the student's code wrote it, that is its mistake.</summary>
internal sealed class OtherKindException(string message, string said) : InvalidOperationException(message)
{
    /// <summary>The server's own words.</summary>
    public string Said { get; } = said;

    /// <summary>Whether the server refuses for what the key holds: another type, or a text where a number is asked (https://redis.io/commands/incr).</summary>
    public static bool IsOfValue(string error) =>
        error.StartsWith("WRONGTYPE", StringComparison.Ordinal)
        || error.Contains("value is not an integer or out of range", StringComparison.Ordinal)
        || error.Contains("would overflow", StringComparison.Ordinal);
}
