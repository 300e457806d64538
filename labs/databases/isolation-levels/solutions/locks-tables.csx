// One at a time for a whole table: simple, and slow where many write. The lock comes before the first read.
async Task<bool> GoOffCall(NpgsqlDataSource clinic, HttpClient desk, int shift, int doctor)
{
    await using var connection = await clinic.OpenConnectionAsync();
    await using var transaction = await connection.BeginTransactionAsync();
    await RunAsync(connection, "lock table duty in share row exclusive mode");
    var left = await RunAsync(connection, """
        update duty set on_call = false
        where shift = @a and doctor = @b and on_call
            and exists (select 1 from duty other where other.shift = @a and other.doctor <> @b and other.on_call)
        """, shift, doctor) == 1;
    await transaction.CommitAsync();
    if (left)
        await desk.PostAsync($"off-call/{shift}/{doctor}", new StringContent(""));
    return left;
}

async Task<bool> Book(NpgsqlDataSource clinic, int room, int from, int until)
{
    await using var connection = await clinic.OpenConnectionAsync();
    await using var transaction = await connection.BeginTransactionAsync();
    await RunAsync(connection, "lock table booking in exclusive mode");
    var booked = await RunAsync(connection, """
        insert into booking (room, from_hour, until_hour) select @a, @b, @c
        where not exists (select 1 from booking where room = @a and from_hour < @c and until_hour > @b)
        """, room, from, until) == 1;
    await transaction.CommitAsync();
    return booked;
}

async Task<int> RunAsync(NpgsqlConnection connection, string sql, params int[] values)
{
    await using var command = new NpgsqlCommand(sql, connection);
    foreach (var (name, value) in "abc".Zip(values))
        command.Parameters.AddWithValue($"{name}", value);
    return await command.ExecuteNonQueryAsync();
}
