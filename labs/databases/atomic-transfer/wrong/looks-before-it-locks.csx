// fails: keeps-up-with-others, spends-once
// breaks: both-count, spent-once
// Reads the balances, and begins the transaction afterwards: by then they may be old.
bool Transfer(SqliteConnection db, int from, int to, int cents)
{
    var payer = BalanceOf(db, from);
    var payee = BalanceOf(db, to);
    if (payer is null || payee is null || cents <= 0 || payer < cents)
        return false;

    using var transaction = db.BeginTransaction();
    Run(db, "update account set cents = $cents where id = $from", from, to, payer.Value - cents);
    Run(db, "update account set cents = $cents where id = $to", from, to, payee.Value + cents);
    Run(db, "insert into transfer (from_id, to_id, cents) values ($from, $to, $cents)", from, to, cents);
    transaction.Commit();
    return true;
}

long? BalanceOf(SqliteConnection db, int id)
{
    using var command = db.CreateCommand();
    command.CommandText = "select cents from account where id = $id";
    command.Parameters.AddWithValue("$id", id);
    return (long?)command.ExecuteScalar();
}

void Run(SqliteConnection db, string sql, int from, int to, long cents)
{
    using var command = db.CreateCommand();
    command.CommandText = sql;
    command.Parameters.AddWithValue("$from", from);
    command.Parameters.AddWithValue("$to", to);
    command.Parameters.AddWithValue("$cents", cents);
    command.ExecuteNonQuery();
}
