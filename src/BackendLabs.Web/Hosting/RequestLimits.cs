using System.Globalization;
using System.Threading.RateLimiting;
using BackendLabs.Web.Cohorts;
using BackendLabs.Web.Identity;
using BackendLabs.Web.Sessions;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.RateLimiting;

namespace BackendLabs.Web.Hosting;

/// <summary>
/// How much may be asked for. A person who is proved has a bucket of their own: three hundred behind one address are three
/// hundred people. Who has no cookie is counted by address, generously, and with all others who have none. Where anybody
/// may be as many persons as they like, those behind one address share a wide one besides.
/// </summary>
internal static class RequestLimits
{
    /// <summary>For what starts a run.</summary>
    public const string Runs = "runs";

    /// <summary>For what an editor asks on every key.</summary>
    public const string Language = "language";

    /// <summary>For archives, which take work to make and to read.</summary>
    public const string Archives = "archives";

    /// <summary>For passwords: to hash one is meant to take long, whoever asks.</summary>
    public const string SignIn = "sign-in";

    private static readonly Rate OfAPerson = new(Burst: 200, PerSecond: 40);
    private static readonly Rate OfAPersonsRuns = new(Burst: 10, PerSecond: 1);
    private static readonly Rate OfAPersonsLanguage = new(Burst: 60, PerSecond: 20);
    private static readonly Rate OfAPersonsArchives = new(Burst: 10, PerSecond: 1);
    private static readonly Rate OfSigningIn = new(Burst: 40, PerSecond: 2);

    // Three hundred come in within a minute, by two or three requests each and some again.
    private static readonly Rate NewcomersOfAnAddress = new(Burst: 2_000, PerSecond: 50);
    private static readonly Rate Newcomers = new(Burst: 6_000, PerSecond: 500);

    // Where no class practises: what three hundred ask for who all type and run at once.
    private static readonly Rate OfAnAddress = new(Burst: 8_000, PerSecond: 1_500);
    private static readonly Rate OfAnAddressRuns = new(Burst: 600, PerSecond: 30);
    private static readonly Rate OfAnAddressLanguage = new(Burst: 2_000, PerSecond: 400);
    private static readonly Rate OfAnAddressArchives = new(Burst: 400, PerSecond: 5);

    public static void AddRequestLimits(this IServiceCollection services) => services.AddRateLimiter(options =>
    {
        options.GlobalLimiter = PartitionedRateLimiter.CreateChained(
            PartitionedRateLimiter.Create<HttpContext, string>(ByCaller), PartitionedRateLimiter.Create<HttpContext, string>(BySharing), PartitionedRateLimiter.Create<HttpContext, string>(BySharedKind));
        options.AddPolicy(Runs, context => Bucket(CallerOf(context), OfAPersonsRuns));
        options.AddPolicy(Language, context => Bucket(CallerOf(context), OfAPersonsLanguage));
        options.AddPolicy(Archives, context => Bucket(CallerOf(context), OfAPersonsArchives));
        options.AddPolicy(SignIn, context => Bucket(CallerOf(context), OfSigningIn));
        options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        options.OnRejected = RefuseAsync;
    });

    /// <summary>For what is the same for everybody and costs next to nothing, so that no flood of anything else takes it away.</summary>
    public static T WithoutLimit<T>(this T endpoint) where T : IEndpointConventionBuilder
    {
        endpoint.Add(builder => builder.Metadata.Add(new NoLimit()));
        return endpoint;
    }

    public static bool IsLimited(IEnumerable<object> metadata) => !metadata.OfType<NoLimit>().Any();

    private static RateLimitPartition<string> ByCaller(HttpContext context) => IsFree(context) ? Free
        : Bucket(CallerOf(context), Visitor.Find(context) is null ? NewcomersOfAnAddress : OfAPerson);

    private static RateLimitPartition<string> BySharing(HttpContext context) => IsFree(context) ? Free
        : Visitor.Find(context) is null ? Bucket("newcomers", Newcomers)
        : IsOpen(context) ? Bucket(Address.Of(context), OfAnAddress)
        : Free;

    private static RateLimitPartition<string> BySharedKind(HttpContext context) =>
        !IsOpen(context) || context.GetEndpoint()?.Metadata.GetMetadata<EnableRateLimitingAttribute>()?.PolicyName is not { } policy ? Free
        : Bucket($"{policy} {Address.Of(context)}", policy switch { Runs => OfAnAddressRuns, Archives => OfAnAddressArchives, _ => OfAnAddressLanguage });

    private static string CallerOf(HttpContext context) => Visitor.Find(context) is { } visitor ? $"person {visitor.Id}" : $"address {Address.Of(context)}";

    // The page that tells of an error belongs to a request that was counted.
    private static bool IsFree(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<NoLimit>() is not null || context.Features.Get<IStatusCodeReExecuteFeature>() is not null;

    // Whoever is in a graded session, or of its staff, has proved who they are, whether a class practises here or not.
    private static bool IsOpen(HttpContext context) => context.RequestServices.GetRequiredService<Classroom>().Cohort is null && !SessionIdentities.IsProved(context);

    private static RateLimitPartition<string> Free { get; } = RateLimitPartition.GetNoLimiter("");

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
        var context = rejected.HttpContext;
        context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        context.Response.Headers.CacheControl = "no-store";
        if (Problems.WantsPage(context.Request))
            await TypedResults.Text(string.Create(CultureInfo.InvariantCulture, $"{Page}<p>Try again in {seconds} s.</p>"), "text/html; charset=utf-8").ExecuteAsync(context);
        else
            await Problems.Of(StatusCodes.Status429TooManyRequests, "Slower, please.", $"Try again in {seconds} s.").ExecuteAsync(context);
    }

    // Costs less than what it refuses.
    private const string Page = "<!DOCTYPE html><html lang=\"en\"><meta charset=\"utf-8\"><title>Slower, please · BackendLabs</title><h1>Slower, please.</h1>";

    private sealed record Rate(int Burst, int PerSecond);

    private sealed record NoLimit;
}
