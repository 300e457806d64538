// fails: once-or-not-at-all
// breaks: once
// Tries each write again on its own. Where it gives up at the second, the first stays.
const int Busy = 5;

void Book(SqliteConnection db, string receipt, int cents)
{
    Try(() => Run(db, "insert into sale (receipt, cents) values ($receipt, $cents)", receipt, cents));
    Try(() => Run(db, "update till set cents = cents + $cents where id = 1", receipt, cents));
}

void Try(Action write)
{
    for (var attempt = 1; ; attempt++)
    {
        try
        {
            write();
            return;
        }
        catch (SqliteException error) when (error.SqliteErrorCode == Busy && attempt < 3)
        {
        }
    }
}

void Run(SqliteConnection db, string sql, string receipt, int cents)
{
    using var command = db.CreateCommand();
    command.CommandText = sql;
    command.Parameters.AddWithValue("$receipt", receipt);
    command.Parameters.AddWithValue("$cents", cents);
    command.ExecuteNonQuery();
}
