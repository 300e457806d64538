using System.Globalization;
using System.Text;

namespace BackendLabs.Judge.Services.Redis;

/// <summary>
/// Decides each command of one connection. What StackExchange.Redis sends by itself (seen on the wire of 3.4): HELLO,
/// CLIENT SETNAME, SETINFO and ID, CONFIG GET replica-read-only and databases, SENTINEL MASTERS, INFO, CLUSTER SLOTS and
/// NODES, ECHO, GET __Booksleeve_TieBreak, PING, SUBSCRIBE __Booksleeve_MasterChanged, SELECT 0, QUIT, and to keep a
/// subscription alive an UNSUBSCRIBE of a channel that nobody has.
/// </summary>
internal sealed class RedisPolicy(RedisGateLimits limits, long connectionId)
{
    private const string TieBreak = "__Booksleeve_TieBreak";
    private const string MasterChanged = "__Booksleeve_MasterChanged";
    private const int ChannelsKnown = 1024;

    private static readonly RedisRuling Ok = new RedisRuling.Answer(RespWriter.Simple("OK"));

    private static readonly RedisRuling NoPassword = Error(
        "ERR AUTH called without any password configured for the default user. This server needs none: leave the password out of the configuration.");

    private readonly HashSet<string> _channels = [];
    private byte[] _clientName = [];

    /// <summary>Known once the server is reached.</summary>
    public string ServerVersion { private get; set; } = "";

    public RedisRuling Rule(RedisCommand command) => command.Name switch
    {
        "PING" or "ECHO" => RedisRuling.PassUnseen.Instance,
        "GET" when command is { ArgumentCount: 1 } && command.TextAt(1) == TieBreak => RedisRuling.PassUnseen.Instance,
        "SUBSCRIBE" or "UNSUBSCRIBE" when IsOwnChannel(command) => RedisRuling.PassUnseen.Instance,
        "SELECT" => command.TextAt(1) == "0" ? Ok : Refuse(command),
        "QUIT" => new RedisRuling.Answer(RespWriter.Simple("OK"), ThenClose: true),
        "AUTH" => NoPassword,
        "HELLO" => RuleHello(command),
        "INFO" => new RedisRuling.Answer(RespWriter.Bulk(Information())),
        "COPY" => RuleCopy(command),
        "CLUSTER" when command.WordAt(1) is "NODES" or "SLOTS" => Error("ERR This instance has cluster support disabled"),
        "SENTINEL" => Error("ERR unknown command 'SENTINEL': this server is no sentinel"),
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

    /// <summary>What HELLO tells of the gate: as a server says it of itself, without the server's count of connections.</summary>
    /// <param name="protocol">The version that the server has begun to speak.</param>
    public byte[] Greeting(int protocol)
    {
        byte[][] items =
        [
            Word("server"), Word("redis"), Word("version"), Word(ServerVersion), Word("proto"), RespWriter.Integer(protocol),
            Word("id"), RespWriter.Integer(connectionId), Word("mode"), Word("standalone"), Word("role"), Word("master"), Word("modules"), RespWriter.Array(),
        ];
        return protocol == 3 ? RespWriter.Map(items) : RespWriter.Array(items);

        static byte[] Word(string text) => RespWriter.Bulk(Encoding.UTF8.GetBytes(text));
    }

    // What client libraries look for. The server's own numbers tell of other processes and of what a check has cleared.
    private byte[] Information() => Encoding.UTF8.GetBytes(
        $"# Server\r\nredis_version:{ServerVersion}\r\nredis_mode:standalone\r\n\r\n# Replication\r\nrole:master\r\nconnected_slaves:0\r\n");

    private RedisRuling RuleHello(RedisCommand command)
    {
        for (var i = 2; i <= command.ArgumentCount;)
        {
            switch (command.WordAt(i))
            {
                case "AUTH":
                    return NoPassword;
                case "SETNAME" when i < command.ArgumentCount:
                    _clientName = command.Parts[i + 1].Length <= 256 ? command.Parts[i + 1] : _clientName;
                    i += 2;
                    break;
                default:
                    return Error($"ERR Syntax error in HELLO option '{command.WordAt(i)}'");
            }
        }
        return new RedisRuling.Hello(command.ArgumentCount == 0 ? null : command.Parts[1]);
    }

    private RedisRuling RuleCopy(RedisCommand command)
    {
        // Another database would outlive what a check clears.
        for (var i = 3; i <= command.ArgumentCount; i++)
        {
            if (command.WordAt(i) == "DB")
                return new RedisRuling.Refuse("COPY DB", RedisRefusals.ReasonFor("SELECT"));
        }
        return RuleData(command);
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
