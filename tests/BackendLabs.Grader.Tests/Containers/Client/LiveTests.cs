using Docker.DotNet;

namespace BackendLabs.Grader.Tests.Containers.Client;

/// <summary>One engine and image a fixture; what a test makes is gone after it.</summary>
public abstract class LiveTests
{
    private protected LiveEngine Engine { get; private set; } = null!;

    private protected IContainerOperations Containers => Engine.Client.Containers;

    [OneTimeSetUp]
    public async Task StartEngine() => Engine = await LiveEngine.StartAsync();

    [TearDown]
    public Task Clear() => Engine.ClearAsync();

    [OneTimeTearDown]
    public async Task LeaveEngine()
    {
        if (Engine is not null)
            await Engine.DisposeAsync();
    }
}
