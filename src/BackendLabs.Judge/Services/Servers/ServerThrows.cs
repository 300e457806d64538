namespace BackendLabs.Judge.Services.Servers;

/// <summary>What the client libraries of database servers share: rows that follow those of the library itself.</summary>
internal static class ServerThrows
{
    private const string Invalid = "System.InvalidOperationException";

    public static ThrowRow[] Rows { get; } =
    [
        new(Invalid, "Transaction has completed|has completed; it is no longer usable|already completed|already been committed|[Aa]lready (?:rolled back|committed)", "this transaction is over: it was committed or rolled back before. Begin a new one for each try."),
        new(Invalid, "[Nn]ested|concurrent transactions|already in progress", "a transaction is open on this connection already. Commit or roll it back before the next one begins."),
        new(Invalid, "[Cc]onnection is not open|[Cc]onnection must be (?:valid and )?[Oo]pen|[Cc]onnection must be Open|state is Closed", "the connection is closed. The one that your method is given ({given}) is open: leave it so, without `using` and Close()."),
        new(Invalid, "[Nn]o row is available|[Nn]o resultset is|[Nn]ot reading a row|[Nn]o current row|[Rr]ead must be called first|[Nn]o current (?:query )?result|No data exists", "the reader stands on no row. Call `reader.Read()` first; it says whether there is one: `if (reader.Read())`, or `while (reader.Read())`."),
        new(Invalid, "[Rr]eader is closed|when (?:the )?reader is closed", "the reader was closed before. Read it inside its `using`, and make a list of the rows if somebody needs them later."),
        new(Invalid, "CommandText", "the command has no SQL yet. Set its CommandText before it runs."),
    ];
}
