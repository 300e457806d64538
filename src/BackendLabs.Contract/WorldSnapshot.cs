using System.Text.Json.Serialization;

namespace BackendLabs.Contract;

/// <summary>What a world's services held once its check was over and the student's processes had ended. No verdict rests on it.</summary>
/// <param name="Services">In the lab's order; kinds that hold nothing to look at are left out.</param>
public sealed record WorldSnapshot(IReadOnlyList<ServiceSnapshot> Services);

/// <summary>One service of a world, by its name in the lab.</summary>
[JsonDerivedType(typeof(Database), "database")]
[JsonDerivedType(typeof(Keys), "keys")]
[JsonDerivedType(typeof(Unseen), "unseen")]
public abstract record ServiceSnapshot
{
    private ServiceSnapshot() { }

    /// <summary>A database.</summary>
    /// <param name="Kind">Of the service.</param>
    /// <param name="Notes">For the student: what is there and not shown.</param>
    public sealed record Database(string Service, string Kind, IReadOnlyList<TableSnapshot> Tables, IReadOnlyList<string> Notes) : ServiceSnapshot;

    /// <summary>A Redis server.</summary>
    /// <param name="Count">How many keys there are; more than <paramref name="Shown"/> where not all are shown.</param>
    /// <param name="Notes">For the student: what is there and not shown.</param>
    public sealed record Keys(string Service, long Count, IReadOnlyList<KeySnapshot> Shown, IReadOnlyList<string> Notes) : ServiceSnapshot;

    /// <param name="Kind"><c>sqlite</c> or <c>redis</c>.</param>
    /// <param name="Reason">For the student: why it could not be looked at.</param>
    public sealed record Unseen(string Service, string Kind, string Reason) : ServiceSnapshot;
}

/// <param name="Rows">How many there are; null where counting them took too long.</param>
/// <param name="Shown">The first of them, each with a value for every one of <paramref name="Columns"/>.</param>
/// <param name="Note">For the student: what of it is not shown, and why; null where all is.</param>
public sealed record TableSnapshot(
    string Name, IReadOnlyList<ColumnSnapshot> Columns, long? Rows, IReadOnlyList<IReadOnlyList<StoredValue>> Shown, string? Note);

/// <param name="Type">As declared; empty where none was.</param>
/// <param name="IsKey">Whether it belongs to the primary key.</param>
public sealed record ColumnSnapshot(string Name, string Type, bool IsKey);

/// <summary>One stored value, shortened.</summary>
/// <param name="Kind"><c>null</c>, <c>integer</c>, <c>real</c>, <c>text</c> or <c>blob</c>.</param>
/// <param name="Text">Digits, the text's beginning, or the first bytes in hex.</param>
/// <param name="Bytes">How long the whole value is; null where <paramref name="Text"/> is all of it.</param>
public sealed record StoredValue(string Kind, string Text, long? Bytes = null);

/// <param name="Type">In Redis' words: <c>string list hash set zset stream</c>.</param>
/// <param name="ExpiresIn">Null where it never does.</param>
/// <param name="Size">Bytes of a string, items of everything else.</param>
/// <param name="Items">The first of them; of a string, itself.</param>
public sealed record KeySnapshot(StoredValue Name, string Type, TimeSpan? ExpiresIn, long Size, IReadOnlyList<StoredItem> Items);

/// <param name="Label">Of a hash the field, of a sorted set the score, of a stream the entry's id; null for the others.</param>
public sealed record StoredItem(StoredValue? Label, StoredValue Value);
