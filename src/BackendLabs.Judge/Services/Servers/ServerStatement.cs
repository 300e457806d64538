namespace BackendLabs.Judge.Services.Servers;

/// <summary>A statement as a server's log has it.</summary>
/// <param name="AtMicroseconds">When it began, since 1970 in UTC.</param>
/// <param name="DurationMicroseconds">0 where the log does not say.</param>
/// <param name="User">The account that ran it.</param>
/// <param name="Parameters">As the log writes them; empty where there are none.</param>
/// <param name="Error">Why it failed; null where it did not, or the log does not say.</param>
internal sealed record ServerStatement(long AtMicroseconds, long DurationMicroseconds, string User, string Sql, string Parameters, string? Error);

/// <summary>A server's own log of statements, read on from where it was left.</summary>
internal interface IStatementLog
{
    /// <summary>More than this is not read in one session of a check. The log's file may be twice as large, and then grows no more.</summary>
    const int MostBytes = 32 * 1024 * 1024;

    /// <summary>Whether there was more than is read.</summary>
    bool IsCut { get; }

    /// <summary>What has been written since; of every statement that a client has the answer of, at least.</summary>
    IReadOnlyList<ServerStatement> Read();

    /// <summary>The server has begun anew, and with it a log that does not go on.</summary>
    void Restarted()
    {
    }
}
