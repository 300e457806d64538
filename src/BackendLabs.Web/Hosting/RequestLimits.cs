using System.Globalization;
using System.Threading.RateLimiting;
using BackendLabs.Web.Identity;
using Microsoft.AspNetCore.RateLimiting;

namespace BackendLabs.Web.Hosting;

/// <summary>
/// How much one person may ask for. Nobody is counted by address: three hundred behind one address are three hundred people.
/// </summary>
internal static class RequestLimits
{
    /// <summary>For what starts a run.</summary>
    public const string Runs = "runs";

    /// <summary>For what an editor asks on every key.</summary>
    public const string Language = "language";

    // Those who have no cookie yet share one bucket: a classroom's first minute fits into it.
    private static readonly Rate Strangers = new(Burst: 1000, PerSecond: 200);
    private static readonly Rate Everything = new(Burst: 200, PerSecond: 40);
    private static readonly Rate RunsRate = new(Burst: 10, PerSecond: 1);
    private static readonly Rate LanguageRate = new(Burst: 60, PerSecond: 20);

    public static void AddRequestLimits(this IServiceCollection services) => services.AddRateLimiter(options =>
    {
        options.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context => Visitor.Find(context) is { } visitor
            ? Bucket("all:" + visitor.Id, Everything)
            : Bucket("strangers", Strangers));
        options.AddPolicy(Runs, context => Bucket("runs:" + Visitor.Find(context)?.Id, RunsRate));
        options.AddPolicy(Language, context => Bucket("language:" + Visitor.Find(context)?.Id, LanguageRate));
        options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        options.OnRejected = RefuseAsync;
    });

    private static RateLimitPartition<string> Bucket(string key, Rate rate) => RateLimitPartition.GetTokenBucketLimiter(key, _ => new TokenBucketRateLimiterOptions
    {
        TokenLimit = rate.Burst,
        TokensPerPeriod = rate.PerSecond,
        ReplenishmentPeriod = TimeSpan.FromSeconds(1),
        AutoReplenishment = true,
        QueueLimit = 0,
    });

    private static async ValueTask RefuseAsync(OnRejectedContext rejected, CancellationToken cancellationToken)
    {
        var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromSeconds(1);
        var seconds = Math.Max(1, (long)Math.Ceiling(wait.TotalSeconds));
        rejected.HttpContext.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        await Problems.Of(StatusCodes.Status429TooManyRequests, "Slower, please.", $"Try again in {seconds} s.").ExecuteAsync(rejected.HttpContext);
    }

    private sealed record Rate(int Burst, int PerSecond);
}
