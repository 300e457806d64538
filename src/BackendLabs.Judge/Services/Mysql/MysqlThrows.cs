using BackendLabs.Judge.Services.Servers;

namespace BackendLabs.Judge.Services.Mysql;

/// <summary>Exceptions of MySqlConnector, and the server's errors by number (https://mariadb.com/kb/en/mariadb-error-code-reference/).</summary>
internal static class MysqlThrows
{
    private const string Library = "MySqlConnector.MySqlException";
    private const string Invalid = "System.InvalidOperationException";

    public static ThrowTable Table { get; } = new(
    [
        new(Library, "Parameter '(?<name>[^']+)' must be defined", "{name} has no value. Before the command runs, add one for each name in the SQL: `command.Parameters.AddWithValue(\"{name}\", value)`."),
        new(Library, "entry '(?<value>.*)' for key '(?<key>[^']+)'", "there is a row with {value} already ({key}), and there may be one only. Look for it first, or decide with `on duplicate key update ...` what happens then.") { Code = "1062" },
        new(Library, "", "the row points at a row of another table that is not there. Insert that one first.") { Code = "1452" },
        new(Library, "", "other rows still point at this row. Delete those first.") { Code = "1451" },
        new(Library, "Column '(?<name>[^']+)'", "{name} must have a value, and it is NULL. Give its parameter a value.") { Code = "1048" },
        new(Library, "Field '(?<name>[^']+)'", "{name} must have a value, and the insert does not name it.") { Code = "1364" },
        new(Library, "column '(?<name>[^']+)'", "there is no column {name} in this statement's tables. Compare it with the lesson. A text is put into a parameter, or into single quotes.") { Code = "1054" },
        new(Library, "Table '(?<name>[^']+)'", "there is no table {name}. Compare the name with the tables that the lesson shows.") { Code = "1146" },
        new(Library, "near '(?<word>.*?)' at line (?<line>\\d+)", "MySQL cannot read the statement from {word} on (its line {line}). Look just before it: a comma, a space where two texts are joined, a quote left open. Another database's words may be others here.") { Code = "1064" },
        new(Library, "Column '(?<name>[^']+)'", "several tables of this statement have a column {name}. Say which: `table.{name}`.") { Code = "1052" },
        new(Library, "", "the statement names more or fewer columns than it gives values. Each column needs one, in the same order.") { Code = "1136" },
        new(Library, "column '(?<name>[^']+)'", "the text is longer than {name} takes. Look at its length before you write.") { Code = "1406" },
        new(Library, "column '(?<name>[^']+)'", "the number is larger than {name} takes.") { Code = "1264" },
        new(Library, "", "the value is not of the column's type. Give the parameter as a value of that type.") { Code = "1366" },
        new(Library, "CONSTRAINT `?(?<rule>[^` ]+)", "the table has a rule, {rule}, and this row breaks it. Look at the value: may it be so small, so large, negative?") { Code = "4025" },
        new(Library, "", "another transaction held the row's lock for too long. Roll back, and begin again.") { Code = "1205" },
        new(Library, "", "two transactions waited for each other, so MySQL undid this one. Begin it again; where all take their rows in the same order, it does not happen.") { Code = "1213" },
        new(Library, "", "this is not allowed to your code. Use the lab's tables, by select, insert, update and delete.") { Code = "1142" },
        new(Library, "", "the function is not there, or not written so. Between its name and the bracket there is no space.") { Code = "1305" },
        new(Library, "Unable to connect|Connect Timeout|Access denied", "no MySQL lets you in at this address. A connection of your own reaches nobody: use what your method is given: {given}. If it is that one, the server is away, and may come back."),
        new(Library, "[Cc]ommand [Tt]imeout|Query execution was interrupted", "the statement was broken off: by its timeout, or because its call was over."),
        new(Library, "Failed to read the result set|server disconnected|Couldn't connect", "the connection to MySQL broke off. What was not committed is not there: open it again, and begin the transaction again."),
        new(Library, "", "MySQL refused the statement; its reason stands in the message."),
        new("MySqlConnector.MySqlConversionException", "", "the column cannot be read as this type. Read it as what it is, then convert: `Convert.ToInt32(reader[\"name\"])`."),
        new("MySqlConnector.MySqlEndOfStreamException", "", "the connection to MySQL broke off. Open it again, and begin the transaction again."),
        new(Invalid, "not the connection's active transaction", "a transaction is open, and this command does not belong to it. Write `command.Transaction = transaction;`, or give it to the constructor: `new MySqlCommand(sql, connection, transaction)`."),
        new(Invalid, "already in use|open MySqlDataReader|There is already an open", "another command of this connection is not finished: a reader is still open, or a task was not awaited. Close the reader before the next command, or give each task a connection of its own."),
        new("System.NotSupportedException", "Parameter type (?<type>\\w+)", "a parameter's value is a {type}, which is no value of SQL. Give one value for each parameter: a number, a text, a date."),
        .. ServerThrows.Rows,
    ]);
}
