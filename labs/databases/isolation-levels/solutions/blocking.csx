// Blocking calls, and each entry a single statement that looks and writes at once. At SERIALIZABLE that is watched, too.
bool GoOffCall(NpgsqlDataSource clinic, HttpClient desk, int shift, int doctor)
{
    const string Leave = """
        update duty set on_call = false
        where shift = $1 and doctor = $2 and on_call
            and exists (select 1 from duty other where other.shift = $1 and other.doctor <> $2 and other.on_call)
        """;
    if (Again(() => Changed(clinic, Leave, shift, doctor), 4) == 0)
        return false;
    using var told = desk.PostAsync($"/off-call/{shift}/{doctor}", null).GetAwaiter().GetResult();
    return true;
}

bool Book(NpgsqlDataSource clinic, int room, int from, int until) => Again(
    () => Changed(clinic, """
        insert into booking (room, from_hour, until_hour)
        select $1, $2, $3
        where not exists (select 1 from booking where room = $1 and from_hour < $3 and until_hour > $2)
        """, room, from, until),
    4) == 1;

int Changed(NpgsqlDataSource clinic, string sql, params int[] values)
{
    using var connection = clinic.OpenConnection();
    using var transaction = connection.BeginTransaction(IsolationLevel.Serializable);
    using var command = new NpgsqlCommand(sql, connection, transaction);
    foreach (var value in values)
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = value });
    var changed = command.ExecuteNonQuery();
    transaction.Commit();
    return changed;
}

int Again(Func<int> work, int more)
{
    try
    {
        return work();
    }
    catch (PostgresException error) when (error.SqlState is "40001" && more > 0)
    {
    }

    Thread.Sleep(Random.Shared.Next(20));
    return Again(work, more - 1);
}
