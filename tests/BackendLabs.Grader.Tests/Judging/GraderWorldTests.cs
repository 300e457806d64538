using System.Net.Sockets;
using BackendLabs.CompilerClient;
using BackendLabs.Grader.Judging;
using BackendLabs.Grader.Tests.Sandboxing;

namespace BackendLabs.Grader.Tests.Judging;

/// <summary>The grader's side of a world: what it was asked to end ends, whenever it was asked.</summary>
public sealed class GraderWorldTests
{
    [Test]
    public async Task A_process_that_is_to_stop_before_it_is_known_is_ended_as_soon_as_it_is()
    {
        await using var box = await LiveBox.OpenAsync();
        // With a judge's account the world belongs to its group, as in a run: without one a slot's account cannot enter it,
        // and the process ends by itself before it is ended.
        var setting = new WorldSetting(
            box.Sandbox, new AppFolders(box.Sandbox.Folder.Path), "j1w", box.Sandbox.Folder.Make("j1"), box.Sandbox.Accounts?.Rent(),
            256 * 1024 * 1024, TimeSpan.FromSeconds(5), Kinds: [], Supplies: [], TimeProvider.System);
        var (world, opened) = await GraderWorld.OpenAsync(1, setting, CancellationToken.None);
        await using var ended = world;
        // Somebody listens and never speaks, so that the process does not end by itself.
        Assert.That(await world.PlaceHostAsync(1, _ => { }), Is.True);
        var folder = Path.Combine(opened.Folder, "h1");
        using var judge = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        judge.Bind(new UnixDomainSocketEndPoint(Path.Combine(folder, "host.sock")));
        File.SetUnixFileMode(Path.Combine(folder, "host.sock"), (UnixFileMode)0b110_110_110);
        judge.Listen(1);

        world.StopHost(1);
        var process = await world.StartHostAsync(1);

        Assert.That(process, Is.Not.Null);
        var end = await process!.Ended.WaitAsync(TimeSpan.FromSeconds(10));
        Assert.That(end.Code, Is.Null, () => $"It was ended on request: {end}");
    }
}
