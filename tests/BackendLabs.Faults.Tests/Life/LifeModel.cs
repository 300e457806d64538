using BackendLabs.Store;

namespace BackendLabs.Faults.Tests.Life;

internal enum Stage
{
    Waiting,
    Claimed,
    Judged,
    Cancelled,
    Erased,
}

/// <summary>A submission as the promises have it.</summary>
internal sealed class Submission(string id, int person, int? key, int text)
{
    public string Id => id;

    public int Person => person;

    public int? Key => key;

    public int Text => text;

    public Stage Stage { get; set; }

    public long Fence { get; set; }

    public int Tries { get; set; }

    public DateTimeOffset LeaseUntil { get; set; }

    /// <summary>The report that was written; null where it was not judged.</summary>
    public string? Report { get; set; }

    public bool IsAlive => Stage is Stage.Waiting or Stage.Claimed;

    /// <summary>Whether this claim is the one that holds it.</summary>
    public bool IsHeldBy(ClaimedRun run) => Stage == Stage.Claimed && Fence == run.Fence;

    public bool IsClaimable(DateTimeOffset now) => Stage == Stage.Waiting || (Stage == Stage.Claimed && LeaseUntil < now);
}

/// <summary>All that was accepted, without a database. Who is served first is not modelled.</summary>
internal sealed class LifeModel
{
    private readonly List<Submission> _all = [];

    public IReadOnlyList<Submission> All => _all;

    public int Alive => _all.Count(one => one.IsAlive);

    public void Add(Submission submission) => _all.Add(submission);

    public Submission? WithKey(int person, int? key) =>
        key is null ? null : _all.Find(one => one.Stage != Stage.Erased && one.Person == person && one.Key == key);

    public bool IsAnythingClaimable(DateTimeOffset now) => _all.Exists(one => one.IsClaimable(now));

    public Submission Of(string id) => _all.Find(one => one.Id == id) ?? throw new LifeException($"The attempt {id} was never accepted.");

    public void Erase(int person)
    {
        foreach (var one in _all.Where(one => one.Person == person))
            one.Stage = Stage.Erased;
    }
}

/// <summary>The store did otherwise than the model.</summary>
internal sealed class LifeException(string message) : Exception(message);
