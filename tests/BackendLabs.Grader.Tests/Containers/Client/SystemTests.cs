using Docker.DotNet.Models;

namespace BackendLabs.Grader.Tests.Containers.Client;

public sealed class SystemTests : LiveTests
{
    [Test]
    public async Task The_engine_answers_and_says_what_it_is()
    {
        await Engine.Client.System.PingAsync();
        var version = await Engine.Client.System.GetVersionAsync();
        var info = await Engine.Client.System.GetSystemInfoAsync();

        Assert.That(version.APIVersion, Does.Match(@"^\d+\.\d+$"));
        Assert.That(version.Components, Is.Not.Empty);
        Assert.That(info.ServerVersion, Is.EqualTo(version.Version));
        Assert.That(info.NCPU, Is.Positive);
        Assert.That(info.CgroupVersion, Is.EqualTo("1").Or.EqualTo("2"));
    }

    [Test]
    public async Task Events_of_the_past_are_told_in_order()
    {
        var id = await Engine.RunAsync("true");
        await Containers.WaitContainerAsync(id);
        var until = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() + 1;
        var events = new Reports<Message>();

        await Engine.Client.System.MonitorEventsAsync(new ContainerEventsParameters { Since = "0", Until = $"{until}", Filters = Engine.Mine }, events);
        var told = events.All.Where(message => message.Actor.ID == id).Select(message => message.Action);

        Assert.That(told, Is.EqualTo(new[] { "create", "start", "die" }));
    }

    [Test]
    public async Task An_event_is_told_when_it_happens()
    {
        using var enough = new CancellationTokenSource();
        var events = new Reports<Message>();
        var watching = Engine.Client.System.MonitorEventsAsync(new ContainerEventsParameters { Since = "0", Filters = Engine.Mine }, events, enough.Token);

        await Engine.CreateAsync("true");
        await events.First;
        await enough.CancelAsync();

        Assert.That(async () => await watching, Throws.InstanceOf<OperationCanceledException>());
        Assert.That(events.All[0].Type, Is.EqualTo("container").Or.EqualTo("image"));
    }
}
