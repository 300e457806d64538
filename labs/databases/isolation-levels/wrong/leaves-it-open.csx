// fails: leaves-nothing-open
// breaks: back-in-the-pool
// Closes everything where it committed, and nothing where the answer is no.
const int Attempts = 5;

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

// Runs a whole transaction, and the whole of it again where PostgreSQL refuses it.
async Task<bool> SerializableAsync(NpgsqlDataSource clinic, Func<NpgsqlConnection, Task<bool>> work)
{
    for (var attempt = 1; ; attempt++)
    {
        try
        {
            var connection = await clinic.OpenConnectionAsync();
            var transaction = await connection.BeginTransactionAsync(IsolationLevel.Serializable);
            if (!await work(connection))
                return false;
            await transaction.CommitAsync();
            await connection.CloseAsync();
            return true;
        }
        catch (PostgresException error) when (error.SqlState == PostgresErrorCodes.SerializationFailure && attempt < Attempts)
        {
            // Nothing of this attempt is left, so the next one begins with reading.
        }
    }
}
