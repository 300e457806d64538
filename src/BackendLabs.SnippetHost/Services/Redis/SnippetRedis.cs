using System.Net;
using System.Net.Sockets;
using StackExchange.Redis;

namespace BackendLabs.SnippetHost.Services.Redis;

/// <summary>The client's connection to the gate's unix socket, and what a snippet's process is configured with.</summary>
internal static class SnippetRedis
{
    // All in milliseconds.
    private const int Patience = 5_000;
    private const int FirstRetry = 250;
    private const int LongestRetry = 2_000;

    /// <param name="records">Whether the client's profiler is to name the commands that it sends.</param>
    public static IDatabase Connect(string socketPath, bool records)
    {
        var client = Connect(new UnixDomainSocketEndPoint(socketPath));
        if (records)
            client.RegisterProfiler(CommandsSent.Session);
        return client.GetDatabase();
    }

    public static ConnectionMultiplexer Connect(EndPoint address) => ConnectionMultiplexer.Connect(new ConfigurationOptions
    {
        EndPoints = { address },
        // A server that is not there yet, or not any more, may come back: the client goes on trying, soon and then less often.
        AbortOnConnectFail = false,
        ReconnectRetryPolicy = new ExponentialRetry(FirstRetry, LongestRetry),
        // Without a connection a command fails at once: a cache is asked beside something that has the answer, and whoever
        // waits for it in a queue of the client's is slower than without any cache.
        BacklogPolicy = BacklogPolicy.FailFast,
        ConnectTimeout = Patience,
        SyncTimeout = Patience,
        AsyncTimeout = Patience,
        // What the client would refuse to send by itself is refused by the gate, which says why.
        AllowAdmin = true,
        // One server, which stays what it is: nothing to agree on with others, and no second connection to hear of changes.
        TieBreaker = "",
        ConfigurationChannel = "",
        // Neither a name, made of the machine's, nor the library's: nobody looks at a list of clients here.
        ClientName = " ",
        SetClientLibrary = false,
        Protocol = RedisProtocol.Resp2,
        // The state of the client's own connection: its words are about this process and not about Redis.
        IncludeDetailInExceptions = false,
    });
}
