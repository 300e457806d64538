// An advisory lock is a lock on a number that means what the program says: 1 is a shift, 2 a room. It is let go at the
// end of its transaction, whichever way that ends.
bool GoOffCall(NpgsqlDataSource clinic, HttpClient desk, int shift, int doctor)
{
    var left = Alone(clinic, 1, shift, command =>
    {
        command.CommandText = "select count(*) from duty where shift = @shift and on_call and doctor <> @doctor";
        command.Parameters.AddWithValue("shift", shift);
        command.Parameters.AddWithValue("doctor", doctor);
        if ((long)command.ExecuteScalar()! == 0)
            return false;
        command.CommandText = "update duty set on_call = false where shift = @shift and doctor = @doctor and on_call";
        return command.ExecuteNonQuery() > 0;
    });
    if (left)
        desk.Send(new HttpRequestMessage(HttpMethod.Post, $"/off-call/{shift}/{doctor}"));
    return left;
}

bool Book(NpgsqlDataSource clinic, int room, int from, int until) => Alone(clinic, 2, room, command =>
{
    command.CommandText = "select count(*) from booking where room = @room and from_hour < @until and until_hour > @from";
    command.Parameters.AddWithValue("room", room);
    command.Parameters.AddWithValue("from", from);
    command.Parameters.AddWithValue("until", until);
    if ((long)command.ExecuteScalar()! > 0)
        return false;
    command.CommandText = "insert into booking (room, from_hour, until_hour) values (@room, @from, @until)";
    command.ExecuteNonQuery();
    return true;
});

bool Alone(NpgsqlDataSource clinic, int kind, int id, Func<NpgsqlCommand, bool> work)
{
    using var connection = clinic.OpenConnection();
    using var transaction = connection.BeginTransaction();
    using (var wait = connection.CreateCommand())
    {
        wait.CommandText = "select pg_advisory_xact_lock(@kind, @id)";
        wait.Parameters.AddWithValue("kind", kind);
        wait.Parameters.AddWithValue("id", id);
        wait.ExecuteNonQuery();
    }

    using var command = connection.CreateCommand();
    var done = work(command);
    transaction.Commit();
    return done;
}
