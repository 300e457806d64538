using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
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
            app.MapGet("/api/preview/events", Follow).WithTags("Preview").WithName("followPreview").WithSummary("The lab at work, each time that something of it changes, as server-sent events.")
                .Produces(StatusCodes.Status200OK, contentType: "text/event-stream").ProducesProblem(StatusCodes.Status429TooManyRequests);
    }

    private static IResult Follow(HttpContext context, PreviewBoard board, EventStreams streams, CancellationToken cancellationToken) =>
        TypedResults.ServerSentEvents(streams.Open(context).WhileOpenAsync(open => StatesAsync(board, open), cancellationToken));

    private static async IAsyncEnumerable<SseItem<object>> StatesAsync(PreviewBoard board, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var state in board.FollowAsync(cancellationToken))
            yield return new SseItem<object>(state, "state");
    }
}
