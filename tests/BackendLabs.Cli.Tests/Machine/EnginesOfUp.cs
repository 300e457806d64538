using System.Globalization;
using BackendLabs.Cli.Serving;

namespace BackendLabs.Cli.Tests.Machine;

/// <summary>What `lab up` has started, the other commands use; what it left behind when it was killed, none does.</summary>
internal sealed class EnginesOfUp
{
    private const string Engine = "unix:///tmp/engine/docker.sock";

    private TestCommandContext _desk = null!;

    [SetUp]
    public void Begin() => _desk = new TestCommandContext();

    [TearDown]
    public void End() => _desk.Dispose();

    [Test]
    public void The_engine_is_found_while_up_runs()
    {
        using var context = _desk.CommandContext();
        using (var held = UpLock.TryTake(context.Paths.DataFolder)!)
        {
            Assert.That(EngineOfUp.Find(context.Paths), Is.Null, "It is still starting.");
            held.Tell("http://127.0.0.1:1", Engine);
            Assert.That(EngineOfUp.Find(context.Paths), Is.EqualTo(Engine));
            held.Tell("http://127.0.0.1:1", engine: null);
            Assert.That(EngineOfUp.Find(context.Paths), Is.Null, "It has started none.");
            held.Tell("http://127.0.0.1:1", Engine);
        }

        Assert.That(EngineOfUp.Find(context.Paths), Is.Null, "It has ended.");
    }

    [Test]
    public void The_engine_of_one_that_was_killed_is_not_asked()
    {
        using var context = _desk.CommandContext();
        using var held = UpLock.TryTake(context.Paths.DataFolder);
        File.WriteAllText(Path.Combine(context.Paths.DataFolder, "up.state"), string.Create(CultureInfo.InvariantCulture, $"{int.MaxValue}\nhttp://127.0.0.1:1\n{Engine}\n"));

        Assert.That(EngineOfUp.Find(context.Paths), Is.Null);
    }
}
