// Begin, commit and rollback as SQL. It writes before it reads anything, so the lock comes early enough with the first write.
bool Transfer(SqliteConnection db, int from, int to, int cents)
{
    if (cents < 1)
        return false;

    db.Run("begin");
    var done = false;
    try
    {
        done = db.Run("update account set cents = cents - $c where id = $a and cents >= $c", from, to, cents) == 1
            && db.Run("update account set cents = cents + $c where id = $b", from, to, cents) == 1
            && db.Run("insert into transfer (from_id, to_id, cents) values ($a, $b, $c)", from, to, cents) == 1;
    }
    finally
    {
        db.Run(done ? "commit" : "rollback");
    }

    return done;
}

static class Commands
{
    public static int Run(this SqliteConnection db, string sql, params int[] values)
    {
        using var command = db.CreateCommand();
        command.CommandText = sql;
        foreach (var (value, name) in values.Zip(new[] { "$a", "$b", "$c" }))
            command.Parameters.AddWithValue(name, value);
        return command.ExecuteNonQuery();
    }
}
