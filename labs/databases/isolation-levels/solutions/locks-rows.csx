// At the default level, with locks. The doctors of a shift are rows, so they can be locked themselves. Bookings that are
// not there yet cannot: their room stands for them, and whoever books it waits at its row.
bool GoOffCall(NpgsqlDataSource clinic, HttpClient desk, int shift, int doctor)
{
    using (var connection = clinic.OpenConnection())
    using (var transaction = connection.BeginTransaction())
    {
        var onCall = new List<int>();
        using (var command = new NpgsqlCommand("select doctor from duty where shift = $1 and on_call order by doctor for update", connection) { Parameters = { new() { Value = shift } } })
        using (var reader = command.ExecuteReader())
        {
            while (reader.Read())
                onCall.Add(reader.GetInt32(0));
        }

        if (!onCall.Contains(doctor) || onCall.Count < 2)
            return false;
        Run(connection, "update duty set on_call = false where shift = $1 and doctor = $2", shift, doctor);
        transaction.Commit();
    }

    desk.PostAsync($"/off-call/{shift}/{doctor}", null).Result.EnsureSuccessStatusCode();
    return true;
}

bool Book(NpgsqlDataSource clinic, int room, int from, int until)
{
    using var connection = clinic.OpenConnection();
    using var transaction = connection.BeginTransaction();
    Run(connection, "select id from room where id = $1 for update", room);
    if (Run(connection, "select id from booking where room = $1 and from_hour < $2 and until_hour > $3 limit 1", room, until, from) is not null)
        return false;
    Run(connection, "insert into booking (room, from_hour, until_hour) values ($1, $2, $3)", room, from, until);
    transaction.Commit();
    return true;
}

object? Run(NpgsqlConnection connection, string sql, params int[] values)
{
    using var command = new NpgsqlCommand(sql, connection);
    foreach (var value in values)
        command.Parameters.Add(new NpgsqlParameter { Value = value });
    return command.ExecuteScalar();
}
