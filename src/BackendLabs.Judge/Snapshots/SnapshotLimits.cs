namespace BackendLabs.Judge.Snapshots;

/// <summary>How much of a world is shown.</summary>
internal static class SnapshotLimits
{
    /// <summary>Of one check's world as JSON, all services together.</summary>
    public const int Bytes = 64 * 1024;

    public const int Tables = 40;

    public const int Columns = 40;

    /// <summary>Of one table.</summary>
    public const int Rows = 50;

    public const int Keys = 100;

    /// <summary>Of one list, hash, set or stream.</summary>
    public const int Items = 20;

    /// <summary>Characters of one text.</summary>
    public const int Text = 2_000;

    /// <summary>Of a text in a row that would not fit otherwise; an even number, for hex has two to a byte.</summary>
    public const int ShortText = 60;

    /// <summary>Bytes of one binary value.</summary>
    public const int Binary = 256;

    /// <summary>Characters of a name: of a table, a column, a column's type.</summary>
    public const int Name = 200;
}
