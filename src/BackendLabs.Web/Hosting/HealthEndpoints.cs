using BackendLabs.Store;
using BackendLabs.Web.Catalogue;
using BackendLabs.Web.Identity;

namespace BackendLabs.Web.Hosting;

internal static class HealthEndpoints
{
    /// <summary>For whoever watches over this node: whether it can do its work now.</summary>
    public static void MapHealth(this IEndpointRouteBuilder app) => app
        .MapGet("/health", AnswerAsync)
        .WithName("health").WithTags("Node")
        .WithSummary("Whether this node can do its work.")
        .WithoutVisitor().WithoutLimit();

    private static async Task<IResult> AnswerAsync(LabStore store, LabLibrary labs, QueueLook look)
    {
        try
        {
            var waiting = await look.LengthAsync();
            return TypedResults.Ok(new Health("ok", store.Kind, labs.Catalog.Labs.Count, waiting));
        }
        catch (Exception error) when (error is StoreUnusableException or System.Data.Common.DbException)
        {
            return TypedResults.Json(new Health("store-away", store.Kind, labs.Catalog.Labs.Count, Waiting: 0), statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    }

    /// <summary>Asks the store how long its queue is, at most once at a time: a flood of questions has one answer.</summary>
    internal sealed class QueueLook(LabStore store)
    {
        private readonly Lock _lock = new();
        private Task<long> _look = Task.FromResult(0L);

        public Task<long> LengthAsync()
        {
            lock (_lock)
            {
                if (_look.IsCompleted)
                    _look = Task.Run(() => store.Queue.LengthAsync(CancellationToken.None));
                return _look;
            }
        }
    }

    /// <param name="Status"><c>ok</c> or <c>store-away</c>.</param>
    /// <param name="Waiting">Attempts that wait for a grader, or are with one.</param>
    private sealed record Health(string Status, string Store, int Labs, long Waiting);
}
