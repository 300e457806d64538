using System.Globalization;
using System.Text;

namespace BackendLabs.Judge.Services.Redis;

/// <summary>
/// Moments in commands and replies, for a snippet whose clock a check has moved on. The server's own clock stays the
/// machine's, so what the snippet names as a moment of its time is told to the server as one of the server's: the key then
/// ends after the same while. In a script nobody sees which argument is a moment.
/// </summary>
internal static class RedisMoments
{
    // So far from the epoch that no sum with it leaves the range.
    private const long Farthest = long.MaxValue / 4000;

    /// <summary>The command as the server is to have it; the same one where it names no moment.</summary>
    /// <param name="ahead">How far the snippet's clock is ahead of the server's.</param>
    public static RedisCommand ToServer(RedisCommand command, TimeSpan ahead)
    {
        if (ahead == TimeSpan.Zero || PlaceOf(command) is not { } place)
            return command;
        var text = command.TextAt(place.Moment);
        if (!long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var moment) || moment is < -Farthest or > Farthest)
            return command;
        var parts = command.Parts.ToArray();
        // In milliseconds, for the clock may have moved on by less than a second.
        parts[place.Word] = Encoding.ASCII.GetBytes(place.Word == 0 ? "PEXPIREAT" : "PXAT");
        parts[place.Moment] = Number((place.InMilliseconds ? moment : moment * 1000) - (long)ahead.TotalMilliseconds);
        return new RedisCommand(parts);
    }

    /// <summary>The reply to <c>EXPIRETIME</c> or <c>PEXPIRETIME</c> in the snippet's time.</summary>
    public static byte[] FromServer(string command, ReplyHead reply, TimeSpan ahead) => reply switch
    {
        { IsError: true } => RespWriter.Error(reply.Text),
        { Type: not ':' } => RespWriter.Simple(reply.Text),
        // No key, or one without an end.
        { Number: < 0 } => RespWriter.Integer(reply.Number),
        _ => RespWriter.Integer(reply.Number + (long)(command == "EXPIRETIME" ? ahead.TotalSeconds : ahead.TotalMilliseconds)),
    };

    private static MomentPlace? PlaceOf(RedisCommand command) => command.Name switch
    {
        "EXPIREAT" when command.ArgumentCount >= 2 => new MomentPlace(Word: 0, Moment: 2, InMilliseconds: false),
        "PEXPIREAT" when command.ArgumentCount >= 2 => new MomentPlace(Word: 0, Moment: 2, InMilliseconds: true),
        "SET" => OptionOf(command, from: 3),
        "GETEX" => OptionOf(command, from: 2),
        _ => null,
    };

    private static MomentPlace? OptionOf(RedisCommand command, int from)
    {
        for (var at = from; at < command.ArgumentCount; at++)
        {
            if (command.WordAt(at) is "EXAT" or "PXAT")
                return new MomentPlace(at, at + 1, command.WordAt(at) is "PXAT");
        }

        return null;
    }

    private static byte[] Number(long value) => Encoding.ASCII.GetBytes(value.ToString(CultureInfo.InvariantCulture));

    /// <param name="Word">The part that says how the moment is written; 0 is the command's name.</param>
    private sealed record MomentPlace(int Word, int Moment, bool InMilliseconds);
}
