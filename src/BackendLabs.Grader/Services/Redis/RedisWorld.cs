using BackendLabs.Contract;
using BackendLabs.Sandbox;

namespace BackendLabs.Grader.Services.Redis;

/// <summary>A world's own server. The snippet's processes never see it: they go through the judge's gate.</summary>
internal sealed class RedisWorld(RedisSupply supply, WorldContext context) : WorldService
{
    private const string FolderName = "redis";

    private IRedisServer? _server;
    private Task _shown = Task.CompletedTask;

    public override string Kind => Contract.Services.Redis.RedisHome.Name;

    public override async Task<ServicePlace?> StartAsync(CancellationToken cancellationToken)
    {
        var home = context.Folders.MakeServer(FolderName);
        _server = await supply.StartAsync(home, context.RentAccount(), cancellationToken);
        _shown = ShowAsync(home, _server);
        return new ServicePlace(Path.Combine(context.Folders.Path, FolderName, RedisSupply.SocketName), _server.Password);
    }

    public override async Task EndAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
        await _shown.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    // Its box has shown the folder by then; the judge tries until the server answers.
    private async Task ShowAsync(HeldFolder home, IRedisServer server)
    {
        using var timer = new PeriodicTimer(SandboxTimes.EndLook, context.Setting.Time);
        while (!File.Exists(home.Inside(RedisSupply.SocketName)))
        {
            if (server.Ended.IsCompleted)
                return;
            await timer.WaitForNextTickAsync();
        }

        context.Folders.ShowServer(home, FolderName);
    }
}
