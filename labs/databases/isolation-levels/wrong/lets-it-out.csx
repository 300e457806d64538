// fails: tries-again
// breaks: five
// Asks for SERIALIZABLE and leaves it at one attempt: the loser gets an exception.
async Task<bool> GoOffCall(NpgsqlDataSource clinic, HttpClient desk, int shift, int doctor)
{
    var left = await SerializableAsync(clinic, async connection =>
    {
        await using var others = connection.CreateCommand();
        others.CommandText = "select count(*) from duty where shift = @shift and doctor <> @doctor and on_call";
        others.Parameters.AddWithValue("shift", shift);
        others.Parameters.AddWithValue("doctor", doctor);
        if (await others.ExecuteScalarAsync() is 0L)
            return false;

        await using var leave = connection.CreateCommand();
        leave.CommandText = "update duty set on_call = false where shift = @shift and doctor = @doctor and on_call";
        leave.Parameters.AddWithValue("shift", shift);
        leave.Parameters.AddWithValue("doctor", doctor);
        return await leave.ExecuteNonQueryAsync() == 1;
    });

    // Only now is it certain. A message cannot be rolled back, so it is no part of an attempt.
    if (left)
        (await desk.PostAsync($"/off-call/{shift}/{doctor}", null)).EnsureSuccessStatusCode();
    return left;
}

Task<bool> Book(NpgsqlDataSource clinic, int room, int from, int until) => SerializableAsync(clinic, async connection =>
{
    await using var taken = connection.CreateCommand();
    taken.CommandText = "select count(*) from booking where room = @room and from_hour < @until and until_hour > @from";
    taken.Parameters.AddWithValue("room", room);
    taken.Parameters.AddWithValue("from", from);
    taken.Parameters.AddWithValue("until", until);
    if (await taken.ExecuteScalarAsync() is not 0L)
        return false;

    await using var book = connection.CreateCommand();
    book.CommandText = "insert into booking (room, from_hour, until_hour) values (@room, @from, @until)";
    book.Parameters.AddWithValue("room", room);
    book.Parameters.AddWithValue("from", from);
    book.Parameters.AddWithValue("until", until);
    return await book.ExecuteNonQueryAsync() == 1;
});

async Task<bool> SerializableAsync(NpgsqlDataSource clinic, Func<NpgsqlConnection, Task<bool>> work)
{
    await using var connection = await clinic.OpenConnectionAsync();
    await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.Serializable);
    var done = await work(connection);
    await transaction.CommitAsync();
    return done;
}
