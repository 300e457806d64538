// The tables: duty (shift, doctor, on_call), room (id, name) and booking (room, from_hour, until_hour).

// Takes a doctor off call and tells the desk: true. The last one of a shift has to stay: false.
async Task<bool> GoOffCall(NpgsqlDataSource clinic, HttpClient desk, int shift, int doctor)
{
    // Another doctor of the same shift may do the same at this moment.
    return false;
}

// Books an operating room from one hour until another: true. Where any of it is taken: false.
async Task<bool> Book(NpgsqlDataSource clinic, int room, int from, int until)
{
    // There may be no row yet that you could lock.
    return false;
}
