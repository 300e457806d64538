using System.Collections.Concurrent;
using System.Globalization;
using System.Text;

namespace BackendLabs.Faults.Tests.Load;

/// <summary>What a load scenario measured, as a table for people. Only what was lost or doubled is ever asserted.</summary>
internal sealed class Figures
{
    private readonly List<(string Name, string Value)> _rows = [];

    public void Add(string name, FormattableString value) => _rows.Add((name, FormattableString.Invariant(value)));

    /// <summary>Percentiles of times, by the nearest rank.</summary>
    public void Add(string name, IReadOnlyCollection<TimeSpan> times)
    {
        var sorted = times.Order().ToList();
        if (sorted.Count == 0)
            Add(name, $"none");
        else
            Add(name, $"p50 {At(sorted, 50):0.00} s, p95 {At(sorted, 95):0.00} s, p99 {At(sorted, 99):0.00} s, most {At(sorted, 100):0.00} s ({sorted.Count})");
    }

    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var (name, value) in _rows)
            text.Append(CultureInfo.InvariantCulture, $"  {name,-24}{value}\n");
        return text.ToString();
    }

    private static double At(List<TimeSpan> sorted, int percent) => sorted[Math.Max(0, (int)Math.Ceiling(sorted.Count * percent / 100.0) - 1)].TotalSeconds;
}

/// <summary>What a class met, counted from many threads.</summary>
internal sealed class Encounters
{
    private int _refused;

    public ConcurrentBag<string> Accepted { get; } = [];

    public ConcurrentBag<TimeSpan> ToAccept { get; } = [];

    public ConcurrentBag<TimeSpan> ToVerdict { get; } = [];

    public int Refused => _refused;

    public void Refuse() => Interlocked.Increment(ref _refused);
}
