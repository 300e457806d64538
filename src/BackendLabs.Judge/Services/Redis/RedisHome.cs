using BackendLabs.Contract;
using BackendLabs.Judge.Snippets;
using BackendLabs.Judge.Timeline;

namespace BackendLabs.Judge.Services.Redis;

/// <summary>Redis: a server for each world, reached through a gate of the judge's.</summary>
internal sealed class RedisHome : ServiceHome
{
    public const string Name = Contract.Services.Redis.RedisHome.Name;

    public override string Kind => Name;

    public override OperationMatch Match { get; } = new RedisMatch();

    public override ServiceSession Open(SessionContext context) => new RedisSession(context);

    public override string? Explain(SnippetFailure thrown, string given) => RedisThrows.Table.Find(thrown, given);

    public override async Task<ServiceSnapshot> LookAsync(WorldLook look) =>
        look.World.PlaceOf(Name) is { } server
            ? await RedisSnapshot.LookAsync(look.Service, server, look.Budget, look.Time, look.CancellationToken)
            : new ServiceSnapshot.Unseen(look.Service, Name, "There was none.");
}
