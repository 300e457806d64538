using System.Globalization;
using System.Net.Sockets;
using BackendLabs.Contract;
using BackendLabs.SnippetHost;
using BackendLabs.SnippetHost.Probing;

// SnippetHost --probe MODE NAME=VALUE…: no world, no snippet; the box itself is put to the test.
if (args is ["--probe", var mode, .. var facts])
    return LayerProbe.Run(mode, facts.Select(fact => fact.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal));

// SnippetHost SOCKETS IDENTITY DATA IDENTITY KIND…: the folder with the sockets that lead out, the one with the world's
// database, what each of them must be, and the kinds of the lab's services.
var places = new WorldPlaces(Sockets: args[0], Data: args[2]);
if (!places.Are(args[1], args[3]))
{
    Console.Error.WriteLine("What this box shows is not what was made for it.");
    return FolderIdentity.ExchangedExit;
}

using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
socket.Connect(new UnixDomainSocketEndPoint(places.JudgeSocket));
await using var network = new NetworkStream(socket);
await using var judge = new MessageStream(network, network, WireLimits.ToHost, WireLimits.FromHost);
judge.Write(new HostToJudge.Hello(), WireJson.Default.HostToJudge);

// A verdict must not depend on the machine's locale: a snippet that wants another culture names it.
CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.InvariantCulture;
CultureInfo.DefaultThreadCurrentCulture = CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.InvariantCulture;
// Blocking calls in continuations would starve a pool that grows by one thread a second.
ThreadPool.SetMinThreads(64, 64);
await new Rehearsal(args[4..]).PlayAsync();

new HostSession(judge, places).Serve();

// Threads that the snippet left behind do not keep the process.
Environment.Exit(0);
return 0;
