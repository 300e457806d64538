namespace BackendLabs.Labs;

/// <summary>What a check's services held once it was over and the snippet's processes had ended. No part of the verdict.</summary>
/// <param name="Services">In the lab's order; those that hold nothing to look at (Docker, HTTP) are left out.</param>
public sealed record WorldState(IReadOnlyList<ServiceContent> Services);

/// <summary>What one service held.</summary>
public abstract record ServiceContent
{
    private ServiceContent() { }

    /// <summary>A SQLite database.</summary>
    /// <param name="Service">Its name in the lab.</param>
    /// <param name="Tables">By name.</param>
    /// <param name="Notes">For the student: what is there and not shown.</param>
    public sealed record Database(string Service, IReadOnlyList<TableContent> Tables, IReadOnlyList<string> Notes) : ServiceContent;

    /// <summary>A Redis server.</summary>
    /// <param name="Service">Its name in the lab.</param>
    /// <param name="Count">How many keys there are.</param>
    /// <param name="Shown">Some of them, by name.</param>
    /// <param name="Notes">For the student: what is there and not shown.</param>
    public sealed record Keys(string Service, long Count, IReadOnlyList<KeyContent> Shown, IReadOnlyList<string> Notes) : ServiceContent;

    /// <summary>A service that nobody could look at.</summary>
    /// <param name="Service">Its name in the lab.</param>
    /// <param name="Kind"><c>sqlite</c> or <c>redis</c>.</param>
    /// <param name="Reason">For the student: why.</param>
    public sealed record Unseen(string Service, string Kind, string Reason) : ServiceContent;
}

/// <param name="Rows">How many there are; null where counting them took too long.</param>
/// <param name="Shown">The first of them, each with a value for every one of <paramref name="Columns"/>.</param>
/// <param name="Note">For the student: what of it is not shown, and why; null where all is.</param>
public sealed record TableContent(
    string Name, IReadOnlyList<TableColumn> Columns, long? Rows, IReadOnlyList<IReadOnlyList<StoredValue>> Shown, string? Note);

/// <param name="Type">As declared; empty where none was.</param>
/// <param name="IsKey">Whether it belongs to the primary key.</param>
public sealed record TableColumn(string Name, string Type, bool IsKey);

/// <param name="Type">In Redis' words: <c>string list hash set zset stream</c>.</param>
/// <param name="ExpiresIn">Null where it never does.</param>
/// <param name="Size">Bytes of a string, items of everything else.</param>
/// <param name="Items">The first of them; of a string, itself.</param>
public sealed record KeyContent(StoredValue Name, string Type, TimeSpan? ExpiresIn, long Size, IReadOnlyList<StoredItem> Items);

/// <param name="Label">Of a hash the field, of a sorted set the score, of a stream the entry's id; null for the others.</param>
public sealed record StoredItem(StoredValue? Label, StoredValue Value);

/// <summary>One stored value, shortened.</summary>
/// <param name="Kind"><c>null</c>, <c>integer</c>, <c>real</c>, <c>text</c> or <c>blob</c>.</param>
/// <param name="Text">Digits, the text's beginning, or the first bytes in hex.</param>
/// <param name="Bytes">How long the whole value is; null where <paramref name="Text"/> is all of it.</param>
public sealed record StoredValue(string Kind, string Text, long? Bytes);
