using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;
using BackendLabs.Web.Identity;

namespace BackendLabs.Web.Hosting;

/// <summary>This node's metrics: its own meter, and those of the web server, added up since it started.</summary>
internal sealed class WebMetrics : IDisposable
{
    private static readonly string[] Meters = [Name, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "Microsoft.AspNetCore.RateLimiting"];

    private readonly ConcurrentDictionary<string, Sum> _sums = new(StringComparer.Ordinal);
    private readonly MeterListener _listener = new();
    private readonly Meter _meter;

    public WebMetrics(IMeterFactory meters)
    {
        _meter = meters.Create(Name);
        Attempts = _meter.CreateCounter<long>("backendlabs.attempts", description: "Attempts accepted.");
        Drafts = _meter.CreateCounter<long>("backendlabs.drafts", description: "Drafts saved.");
        Language = _meter.CreateHistogram<double>("backendlabs.language.duration", "s", "Questions of editors.");
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (Meters.Contains(instrument.Meter.Name))
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, _, _) => Add(instrument, value));
        _listener.SetMeasurementEventCallback<int>((instrument, value, _, _) => Add(instrument, value));
        _listener.SetMeasurementEventCallback<double>((instrument, value, _, _) => Add(instrument, value));
        _listener.Start();
    }

    public const string Name = "BackendLabs.Web";

    public Counter<long> Attempts { get; }

    public Counter<long> Drafts { get; }

    public Histogram<double> Language { get; }

    /// <summary>One line a figure, in the text format of Prometheus.</summary>
    public string Write()
    {
        var text = new StringBuilder();
        foreach (var (name, sum) in _sums.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            if (sum.IsHistogram)
                text.Append(CultureInfo.InvariantCulture, $"{name}_count {sum.Count}\n{name}_sum {sum.Total}\n");
            else
                text.Append(CultureInfo.InvariantCulture, $"{name} {sum.Total}\n");
        }

        return text.ToString();
    }

    public void Dispose()
    {
        _listener.Dispose();
        _meter.Dispose();
    }

    // No label is kept: some of them (a path, an address) would be a person's.
    private void Add(Instrument instrument, double value) =>
        _sums.GetOrAdd(instrument.Name.Replace('.', '_'), _ => new Sum(instrument.GetType().Name.StartsWith("Histogram", StringComparison.Ordinal))).Add(value);

    private sealed class Sum(bool isHistogram)
    {
        private readonly Lock _lock = new();

        public bool IsHistogram => isHistogram;

        public double Total { get; private set; }

        public long Count { get; private set; }

        public void Add(double value)
        {
            lock (_lock)
            {
                Total += value;
                Count++;
            }
        }
    }
}

internal static class MetricsEndpoints
{
    public static void AddWebMetrics(this IServiceCollection services) => services.AddMetrics().AddSingleton<WebMetrics>();

    public static void MapFigures(this WebApplication app)
    {
        app.Services.GetRequiredService<WebMetrics>(); // from the first request on
        app.MapGet("/metrics", (WebMetrics metrics) => TypedResults.Text(metrics.Write())).WithName("metrics").WithTags("Node").WithSummary("Metrics of this node since it started.").WithoutVisitor();
    }
}
