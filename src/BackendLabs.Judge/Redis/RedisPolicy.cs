using System.Globalization;
using System.Text;

namespace BackendLabs.Judge.Redis;

/// <summary>
/// Decides each command of one connection. What StackExchange.Redis 1.2.6 sends by itself (seen on the wire): CLIENT
/// SETNAME, CONFIG GET timeout, slave-read-only and databases, INFO, CLUSTER NODES, ECHO, GET __Booksleeve_TieBreak,
/// PING, SUBSCRIBE __Booksleeve_MasterChanged, SELECT 0, QUIT, and to keep a subscription alive an UNSUBSCRIBE of a
/// channel that nobody has.
/// </summary>
internal sealed class RedisPolicy(RedisGateLimits limits, long connectionId)
{
    private const string TieBreak = "__Booksleeve_TieBreak";
    private const string MasterChanged = "__Booksleeve_MasterChanged";
    private const int ChannelsKnown = 1024;

    private static readonly RedisRuling Ok = new RedisRuling.Answer(RespWriter.Simple("OK"));

    private readonly HashSet<string> _channels = [];
    private byte[] _clientName = [];

    public RedisRuling Rule(RedisCommand command) => command.Name switch
    {
        "PING" or "ECHO" or "INFO" => RedisRuling.PassUnseen.Instance,
        "GET" when command is { ArgumentCount: 1 } && command.TextAt(1) == TieBreak => RedisRuling.PassUnseen.Instance,
        "SUBSCRIBE" or "UNSUBSCRIBE" when IsOwnChannel(command) => RedisRuling.PassUnseen.Instance,
        "SELECT" => command.TextAt(1) == "0" ? Ok : Refuse(command),
        "QUIT" => new RedisRuling.Answer(RespWriter.Simple("OK"), ThenClose: true),
        "AUTH" => Error("ERR AUTH called without any password configured for the default user. This server needs none: leave the password out of the configuration."),
        "HELLO" => Error("NOPROTO unsupported protocol version"),
        "CLUSTER" when command.WordAt(1) == "NODES" => Error("ERR This instance has cluster support disabled"),
        "CONFIG" => RuleConfig(command),
        "CLIENT" => RuleClient(command),
        "MEMORY" when command.WordAt(1) == "USAGE" => new RedisRuling.Pass("wk*w"),
        "SCRIPT" or "FUNCTION" when command.WordAt(1) is "KILL" or "DEBUG" or "DUMP" or "RESTORE" => Refuse(command, withWord: true),
        _ => RuleData(command),
    };

    private RedisRuling RuleData(RedisCommand command)
    {
        if (RedisCommandTable.ShapeOf(command.Name, limits.Scripting) is not { } shape)
            return Refuse(command);
        if (RedisBlocking.Timeout(command) is { } wait && (wait <= TimeSpan.Zero || wait > limits.LongestBlock))
        {
            return new RedisRuling.Refuse(
                command.Name,
                string.Create(CultureInfo.InvariantCulture, $"it would wait for longer than a check does. Give it a plain number as its timeout, above 0 and up to {limits.LongestBlock.TotalSeconds:0.###} seconds"));
        }
        if (command.Name == "SUBSCRIBE" && _channels.Count < ChannelsKnown)
            _channels.UnionWith(command.Parts.Skip(1).Select(Encoding.Latin1.GetString));
        return new RedisRuling.Pass(shape);
    }

    private bool IsOwnChannel(RedisCommand command)
    {
        if (command.ArgumentCount != 1)
            return false;
        if (command.TextAt(1) == MasterChanged)
            return true;
        return command.Name == "UNSUBSCRIBE" && !_channels.Contains(Encoding.Latin1.GetString(command.Parts[1]));
    }

    private static RedisRuling RuleConfig(RedisCommand command)
    {
        if (command.WordAt(1) != "GET" || command.ArgumentCount != 2)
            return Refuse(command, withWord: true);
        string? value = command.WordAt(2) switch
        {
            "TIMEOUT" => "0",
            "SLAVE-READ-ONLY" or "REPLICA-READ-ONLY" => "yes",
            "DATABASES" => "1",
            _ => null,
        };
        return value is null
            ? Refuse(command, withWord: true)
            : new RedisRuling.Answer(RespWriter.Array(RespWriter.Bulk(command.Parts[2]), RespWriter.Bulk(Encoding.ASCII.GetBytes(value))));
    }

    private RedisRuling RuleClient(RedisCommand command)
    {
        switch (command.WordAt(1))
        {
            case "SETNAME" when command.ArgumentCount == 2:
                _clientName = command.Parts[2].Length <= 256 ? command.Parts[2] : _clientName;
                return Ok;
            case "SETINFO":
                return Ok;
            case "GETNAME":
                return new RedisRuling.Answer(RespWriter.Bulk(_clientName));
            case "ID":
                return new RedisRuling.Answer(RespWriter.Integer(connectionId));
            case "INFO" or "LIST":
                var line = $"id={connectionId} name={Encoding.UTF8.GetString(_clientName)} db=0\n";
                return new RedisRuling.Answer(RespWriter.Bulk(Encoding.UTF8.GetBytes(line)));
            case "REPLY" when command.WordAt(2) == "ON":
                return Ok;
            default:
                return Refuse(command, withWord: true);
        }
    }

    private static RedisRuling.Answer Error(string text) => new(RespWriter.Error(text));

    private static RedisRuling.Refuse Refuse(RedisCommand command, bool withWord = false) => new(
        withWord && command.ArgumentCount > 0 ? $"{command.Name} {command.WordAt(1)}" : command.Name,
        RedisRefusals.ReasonFor(command.Name));
}
