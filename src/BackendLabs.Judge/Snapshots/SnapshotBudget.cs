using System.Text.Json;
using BackendLabs.Contract;

namespace BackendLabs.Judge.Snapshots;

/// <summary>What may still be shown, in bytes of JSON as they cross to the grader.</summary>
/// <param name="whole">What this is a part of; null for the whole itself.</param>
internal sealed class SnapshotBudget(int bytes, SnapshotBudget? whole = null)
{
    /// <summary>Names and brackets around a value.</summary>
    private const int Around = 40;

    public int Left { get; private set; } = bytes;

    /// <summary>An even part of what is left. What it does not use stays in the whole.</summary>
    /// <param name="of">How many are to share it.</param>
    public SnapshotBudget Part(int of) => new(Left / Math.Max(1, of), this);

    /// <summary>Takes room for all of these texts, or for none.</summary>
    public bool TryTake(IReadOnlyCollection<string> texts)
    {
        var cost = texts.Sum(text => (long)JsonEncodedText.Encode(text).EncodedUtf8Bytes.Length + Around);
        if (cost > Left)
            return false;
        Spend((int)cost);
        return true;
    }

    /// <inheritdoc cref="TryTake(IReadOnlyCollection{string})"/>
    public bool TryTake(IEnumerable<StoredValue> values) => TryTake([.. values.Select(value => value.Text)]);

    private void Spend(int cost)
    {
        Left -= cost;
        whole?.Spend(cost);
    }
}
