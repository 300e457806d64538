using System.Net.ServerSentEvents;
using BackendLabs.Web.Hosting;

namespace BackendLabs.Web.Preview;

internal static class PreviewEndpoints
{
    public static void AddPreview(this IServiceCollection services, WebSettings settings)
    {
        if (PreviewedLab.Of(settings) is { } lab)
            services.AddSingleton(lab).AddSingleton<PreviewBoard>().AddSingleton<LabCommand>().AddHostedService<LabWatch>();
    }

    public static void MapPreview(this IEndpointRouteBuilder app)
    {
        if (app.ServiceProvider.GetService<PreviewedLab>() is not null)
            app.MapGet("/api/preview/events", Follow).WithTags("Preview").WithName("followPreview").WithSummary("The lab at work, each time that something of it changes, as server-sent events.");
    }

    private static IResult Follow(HttpContext context, PreviewBoard board, CancellationToken cancellationToken)
    {
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.ServerSentEvents(StatesAsync());

        async IAsyncEnumerable<SseItem<PreviewState>> StatesAsync()
        {
            await foreach (var state in board.FollowAsync(cancellationToken))
                yield return new SseItem<PreviewState>(state, "state");
        }
    }
}
