using System.Globalization;

namespace BackendLabs.Judge.Services.Redis;

/// <summary>How long a command may keep its connection waiting.</summary>
internal static class RedisBlocking
{
    /// <summary>
    /// Null for a command that does not block. A timeout that is not a plain decimal counts as endless: the server
    /// also reads hexadecimal and exponents, and "0x0" means for ever.
    /// </summary>
    public static TimeSpan? Timeout(RedisCommand command) => command.Name switch
    {
        "BLPOP" or "BRPOP" or "BRPOPLPUSH" or "BLMOVE" or "BZPOPMIN" or "BZPOPMAX" => Read(command.TextAt(command.ArgumentCount), TimeSpan.TicksPerSecond),
        "BLMPOP" or "BZMPOP" => Read(command.TextAt(1), TimeSpan.TicksPerSecond),
        "WAIT" => Read(command.TextAt(command.ArgumentCount), TimeSpan.TicksPerMillisecond),
        "XREAD" or "XREADGROUP" => OfStream(command),
        _ => null,
    };

    private static TimeSpan? OfStream(RedisCommand command)
    {
        // GROUP takes two names, which may read like an option.
        for (var i = command.Name == "XREADGROUP" ? 4 : 1; i <= command.ArgumentCount; i++)
        {
            switch (command.WordAt(i))
            {
                case "STREAMS":
                    return null;
                case "BLOCK":
                    return Read(command.TextAt(i + 1), TimeSpan.TicksPerMillisecond);
            }
        }
        return null;
    }

    private static TimeSpan Read(string text, long ticks) =>
        text.Length is > 0 and < 16 && decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount) && amount < 1_000_000
            ? new TimeSpan((long)(amount * ticks))
            : TimeSpan.MaxValue;
}
