using System.Globalization;
using System.Net.Sockets;
using System.Text;
using BackendLabs.Judge.Services.Redis;
using FsCheck;
using FsCheck.Fluent;

namespace BackendLabs.Judge.Tests.Redis;

/// <summary>What the gate believes of a connection is what the server shows of it, whatever was sent and however it was cut.</summary>
internal sealed class ConnectionStateTests : GateFixture
{
    private static readonly string[] Commands =
    [
        "MULTI", "MULTI", "MULTI", "MULTI x", "DISCARD", "DISCARD x", "EXEC", "EXEC", "EXEC x", "WATCH k", "WATCH", "UNWATCH", "UNWATCH x",
        "RESET", "HELLO", "HELLO 2", "HELLO 3", "HELLO 9", "HELLO x", "HELLO 3 AUTH a b", "HELLO 3 SETNAME n", "SELECT 0", "SELECT 1", "SELECT x",
        "SET k 1", "SET k 1", "SET k", "INCR k", "GET", "GET k", "LPUSH k 1", "MGET a b k", "NOSUCH 1", "CONFIG SET a b", "CLIENT SETNAME n",
        "SUBSCRIBE a", "SUBSCRIBE a b", "SUBSCRIBE", "PSUBSCRIBE p*", "UNSUBSCRIBE", "UNSUBSCRIBE a", "UNSUBSCRIBE zz", "PUNSUBSCRIBE", "PUNSUBSCRIBE p*",
        "PING", "PING gate", "ECHO gate", "PUBLISH a gate", "PUBLISH b x", "INFO", "COPY k l DB 1", "QUIT",
    ];

    private static readonly Gen<string[]> Sequences = Gen.Elements(Commands).NonEmptyListOf().Select(list => list.ToArray());

    private static readonly Gen<int[]> Cuts = Gen.Choose(1, 60).NonEmptyListOf().Select(list => list.ToArray());

    [Test]
    public async Task The_gate_believes_what_the_server_shows()
    {
        await using var admin = await Server.LinkAsync();
        Prop.ForAll(Sequences.ToArbitrary(), Cuts.ToArbitrary(), (commands, cuts) =>
        {
            var (believed, shown) = CompareAsync(admin, commands, cuts).GetAwaiter().GetResult();
            return (believed == shown).Label($"{string.Join(" | ", commands)} in pieces of {string.Join(' ', cuts)}: the gate believes {believed}, the server shows {shown}");
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(400).WithEndSize(25));
    }

    [TestCase("MULTI x")]
    [TestCase("MULTI|EXEC x")]
    [TestCase("MULTI|DISCARD x")]
    [TestCase("MULTI|DISCARD x|SET k 1")]
    [TestCase("MULTI|MULTI|SET k 1")]
    [TestCase("MULTI|WATCH k|SET k 1")]
    [TestCase("MULTI|SET k|SET k 1")]
    [TestCase("MULTI|CONFIG SET a b|SET k 1")]
    [TestCase("MULTI|CONFIG SET a b|EXEC")]
    [TestCase("MULTI|HELLO 3|SET k 1")]
    [TestCase("MULTI|SUBSCRIBE a|SET k 1")]
    [TestCase("HELLO 3|SUBSCRIBE a b|MULTI|SET k 1")]
    [TestCase("HELLO 3|SUBSCRIBE a|HELLO 2|MULTI")]
    [TestCase("SUBSCRIBE a|UNSUBSCRIBE|MULTI|SET k 1")]
    [TestCase("SUBSCRIBE a|HELLO 3|MULTI")]
    [TestCase("UNSUBSCRIBE|MULTI")]
    [TestCase("MULTI|RESET|SET k 1")]
    [TestCase("SELECT 1|SET k 1")]
    public async Task It_does_so_after(string commands)
    {
        await using var admin = await Server.LinkAsync();
        foreach (var size in (int[])[1, 7, 100_000])
        {
            var (believed, shown) = await CompareAsync(admin, commands.Split('|'), [size]);
            Assert.That(believed, Is.EqualTo(shown), $"In pieces of {size} bytes.");
        }
    }

    /// <summary>Both in the same words; "gone" where the connection has ended.</summary>
    private async Task<(string Believed, string Shown)> CompareAsync(RedisLink admin, string[] commands, int[] cuts)
    {
        var path = Server.NewSocketPath();
        using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(path));
        listener.Listen(1);
        using var client = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await client.ConnectAsync(new UnixDomainSocketEndPoint(path));
        var context = new RedisGateContext(Server.Upstream, new RedisGateLimits(), Witness(), new RedisObstacles(), TimeProvider.System, 1, 1, CancellationToken.None);
        var gate = new GateConnection(await listener.AcceptAsync(), context, id: 1);
        using var closing = new CancellationTokenSource();
        var served = gate.ServeAsync(closing.Token);
        try
        {
            // The gate answers what it does not know by itself, and in its turn: everything before has been answered then.
            byte[] bytes = [.. commands.Append("NOSUCHEND").SelectMany(line => RawClient.Encode(line.Split(' ')))];
            for (int at = 0, cut = 0; at < bytes.Length; cut++)
                at += await client.SendAsync(bytes.AsMemory(at, Math.Min(cuts[cut % cuts.Length], bytes.Length - at)));
            if (!await ReadUntilAsync(client, "NOSUCHEND"))
                return commands.Contains("QUIT") ? ("gone", "gone") : ("gone", "there");
            return await BothAsync(gate.State, admin);
        }
        catch (SocketException) when (commands.Contains("QUIT"))
        {
            return ("gone", "gone");
        }
        finally
        {
            await closing.CancelAsync();
            await served;
            File.Delete(path);
        }
    }

    // Of the connections that are not the judge's, the newest.
    private static async Task<(string Believed, string Shown)> BothAsync(ConnectionState state, RedisLink admin)
    {
        var own = ((RedisReply.Integer)await admin.SendAsync(CancellationToken.None, "CLIENT", "ID")).Number;
        var list = ((RedisReply.Bulk)await admin.SendAsync(CancellationToken.None, "CLIENT", "LIST")).Text!;
        var fields = list.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(' ').Select(field => field.Split('=', 2)).Where(pair => pair.Length == 2).ToDictionary(pair => pair[0], pair => pair[1]))
            .Where(one => one["id"] != own.ToString(CultureInfo.InvariantCulture))
            .MaxBy(one => long.Parse(one["id"], CultureInfo.InvariantCulture))!;
        var multi = int.Parse(fields["multi"], CultureInfo.InvariantCulture);
        // The server answers QUEUED, and keeps nothing, where it knows already that EXEC will not run.
        var isCounted = !state.IsDoomed && !fields["flags"].Contains('d', StringComparison.Ordinal);
        return (
            Words(state.InTransaction, isCounted ? state.Queued : null, state.Protocol, state.IsSubscribed, database: 0),
            Words(multi >= 0, isCounted ? Math.Max(multi, 0) : null, Number("resp"), Number("sub") + Number("psub") > 0, Number("db")));

        int Number(string field) => int.Parse(fields[field], CultureInfo.InvariantCulture);
    }

    private static string Words(bool inTransaction, int? queued, int protocol, bool subscribed, int database) =>
        string.Create(CultureInfo.InvariantCulture, $"transaction={inTransaction} queued={queued} protocol={protocol} subscribed={subscribed} database={database}");

    private static async Task<bool> ReadUntilAsync(Socket client, string word)
    {
        var text = new StringBuilder();
        var buffer = new byte[4096];
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!text.ToString().Contains(word, StringComparison.Ordinal))
        {
            var read = await client.ReceiveAsync(buffer, patience.Token);
            if (read == 0)
                return false;
            text.Append(Encoding.Latin1.GetString(buffer, 0, read));
        }
        return true;
    }
}
