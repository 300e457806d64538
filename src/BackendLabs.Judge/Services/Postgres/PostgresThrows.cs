using BackendLabs.Judge.Services.Servers;

namespace BackendLabs.Judge.Services.Postgres;

/// <summary>Exceptions of Npgsql, and PostgreSQL's errors by SQLSTATE (https://www.postgresql.org/docs/current/errcodes-appendix.html).</summary>
internal static class PostgresThrows
{
    private const string Server = "Npgsql.PostgresException";
    private const string Client = "Npgsql.NpgsqlException";
    private const string NobodyThere =
        "no PostgreSQL answers at this address. A connection of your own reaches nobody: use what your method is given: {given}. If it is that one, the server is away, and may come back.";

    private const string Invalid = "System.InvalidOperationException";

    public static ThrowTable Table { get; } = new(
    [
        new(Server, "constraint \"(?<rule>[^\"]+)\"", "there is a row with this key already ({rule}), and there may be one only. Look for it first, or decide with `on conflict ... do ...` what happens then.") { Code = "23505" },
        new(Server, "constraint \"(?<rule>[^\"]+)\"", "the row points at a row of another table that is not there, or a row was to go that others still point at ({rule}). Insert the other one first; delete those that point first.") { Code = "23503" },
        new(Server, "column \"(?<column>[^\"]+)\"", "{column} must have a value, and the row has none. Name the column in the insert, and give its parameter a value.") { Code = "23502" },
        new(Server, "constraint \"(?<rule>[^\"]+)\"", "the table has a rule, {rule}, and this row breaks it. Look at the value: may it be so small, so large, negative?") { Code = "23514" },
        new(Server, "relation \"(?<name>[^\"]+)\"", "there is no table {name}. Compare the name with the lesson; without double quotes PostgreSQL reads names in small letters.") { Code = "42P01" },
        new(Server, "column \"?(?<name>[^\" ]+)\"? does not exist", "there is no column {name}. Compare it with the lesson: text stands in single quotes, and `@{name}` is a parameter only where one of that name was added to the command.") { Code = "42703" },
        new(Server, "at or near \"(?<word>[^\"]+)\"", "PostgreSQL cannot read the statement from {word} on. Look just before it: a comma, a space where two texts are joined, a quote left open; or a parameter with a sign that is not @.") { Code = "42601" },
        new(Server, "", "PostgreSQL cannot read the statement: it ends too early, or a bracket or quote is still open.") { Code = "42601" },
        new(Server, "operator does not exist: (?<what>[^\n]+)", "PostgreSQL does not compare these two types: {what}. Give the parameter as the column's type: an int for an integer, a string for text.") { Code = "42883" },
        new(Server, "function (?<name>\\S+)", "PostgreSQL has no function {name} for these types.") { Code = "42883" },
        new(Server, "is of type (?<type>[\\w ]+) but expression is of type (?<other>[\\w ]+)", "the column is of type {type}, and the value of type {other}. Give the parameter as the column's type.") { Code = "42804" },
        new(Server, "type (?<type>[\\w ]+):", "the text cannot be read as {type}. Give the parameter as a value of that type and not as text.") { Code = "22P02" },
        new(Server, "", "the text is longer than the column takes. Look at its length before you write.") { Code = "22001" },
        new(Server, "", "the number is larger than the column takes.") { Code = "22003" },
        new(Server, "", "the statement divides by 0.") { Code = "22012" },
        new(Server, "parameter \\$(?<number>\\d+)", "the SQL names ${number}, and the command has not so many values. Add one for each, in their order: `command.Parameters.AddWithValue(value)`.") { Code = "42P02" },
        new(Server, "reference \"(?<name>[^\"]+)\"", "several tables of this statement have a column {name}. Say which: `table.{name}`.") { Code = "42702" },
        new(Server, "", "another transaction changed what this one has read, so PostgreSQL undid it. Nothing of it is there: begin the whole transaction again.") { Code = "40001" },
        new(Server, "", "two transactions waited for each other, so PostgreSQL undid this one. Begin it again; where all take their rows in the same order, it does not happen.") { Code = "40P01" },
        new(Server, "", "an earlier statement of this transaction failed, so nothing more is taken until it is rolled back. Look at the first error, and end the transaction where it is caught.") { Code = "25P02" },
        new(Server, "", "another transaction holds the row's lock.") { Code = "55P03" },
        new(Server, "", "the statement was broken off: by its timeout, or because its call was over.") { Code = "57014" },
        new(Server, "", "too many connections are open. Close each with `using`, or use the one that your method is given ({given}).") { Code = "53300" },
        new(Server, "", "this is not allowed to your code. Use the lab's tables, by select, insert, update and delete.") { Code = "42501" },
        new(Server, "", "PostgreSQL refused the statement; its reason stands in the message."),
        new(Invalid, "Parameter '(?<name>[^']+)' cannot be null", "the value of {name} is null, and C#'s null is no value to a database. Write `(object?)value ?? DBNull.Value`, which is SQL's NULL."),
        new(Invalid, "Parameter '(?<name>[^']*)' must have either", "the value of {name} is null, or was never given. C#'s null is none to a database: write `(object?)value ?? DBNull.Value`, which is SQL's NULL."),
        new("Npgsql.NpgsqlOperationInProgressException", "", "another command of this connection is not finished: a reader is still open, or a task was not awaited. Close the reader before the next command, or give each task a connection of its own."),
        new(Client, "Failed to connect|suitable host", NobodyThere),
        new(Client, "", NobodyThere) { Inner = "Sockets.SocketException" },
        new("Sockets.SocketException", "", NobodyThere),
        new(Client, "pool has been exhausted", "all connections are taken, and none came back in time. Close each with `using`."),
        new(Client, "", "the connection to PostgreSQL broke off. What was not committed is not there: open it again, and begin the transaction again."),
        new("System.InvalidCastException", "Reading as '(?<type>[^']+)' is not supported for fields having DataTypeName '(?<column>[^']+)'", "the column is of PostgreSQL's type {column}, which is no {type}. Read it as what it is (bigint is long, numeric is decimal, integer is int), then convert."),
        new("System.InvalidCastException", "Column '(?<name>[^']+)' is null", "{name} is NULL in this row. Ask first: `reader.IsDBNull(column)`."),
        new("System.InvalidCastException", "Writing values of '(?<type>[^']+)' is not supported for parameters having (?:\\w+) '(?<column>[^']+)'", "the parameter is of PostgreSQL's type {column}, and its value a {type}. Convert the value first."),
        new("System.ArgumentException", "only UTC is supported|Kind=", "PostgreSQL's `timestamp with time zone` takes moments in UTC: use `DateTime.UtcNow`, or `value.ToUniversalTime()`."),
        .. ServerThrows.Rows,
    ]);
}
