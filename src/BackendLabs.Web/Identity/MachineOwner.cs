using System.Collections.Concurrent;
using BackendLabs.Store;
using BackendLabs.Web.Hosting;
using Microsoft.AspNetCore.Connections.Features;

namespace BackendLabs.Web.Identity;

/// <summary>
/// On a machine of one's own the browser is the person of the terminal, without a link or a password. The kernel says
/// under which account the other end of a connection runs, so another account of the machine stays a visitor.
/// </summary>
internal static class MachineOwner
{
    private static readonly object Key = new();

    public static void UseMachineOwner(this IApplicationBuilder app, WebParts parts)
    {
        if (!parts.Settings.KnowsOwner)
            return;
        var taken = new ConcurrentDictionary<string, bool>(StringComparer.Ordinal);
        app.Use(async (context, next) =>
        {
            if (await IsOwnersAsync(context))
            {
                // Whoever came with a cookie before the owner was known keeps what they did.
                if (Visitor.Find(context) is { } before && before.Id != Owner.Id && taken.TryAdd(before.Id, true))
                    await parts.Store.Owner.TakeOverAsync(before.Id, context.RequestAborted);
                context.User = new Visitor(Owner.Id, "", VisitorRole.Student).ToPrincipal();
            }

            await next(context);
        });
    }

    // Once for each connection: its other end stays the same.
    private static async Task<bool> IsOwnersAsync(HttpContext context)
    {
        var items = context.Features.Get<IConnectionItemsFeature>()?.Items;
        if (items is not null && items.TryGetValue(Key, out var known))
            return known is true;
        var isOwners = PeerAccount.IsThisOne(await PeerAccount.OfAsync(context.Connection, context.RequestAborted));
        if (items is not null)
            items[Key] = isOwners;
        return isOwners;
    }
}
