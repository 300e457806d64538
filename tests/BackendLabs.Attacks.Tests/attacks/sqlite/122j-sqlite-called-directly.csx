// 122j Calls the library itself past the connection it was given.
// expected: failed|runtime_error
// arena: db
using System.Runtime.InteropServices;
[DllImport("e_sqlite3")] static extern int sqlite3_set_authorizer(nint db, nint callback, nint state);
[DllImport("e_sqlite3")] static extern void sqlite3_progress_handler(nint db, int every, nint callback, nint state);
[DllImport("e_sqlite3")] static extern int sqlite3_enable_load_extension(nint db, int on);
static void Run(SqliteConnection db, string sql)
{
    using var command = db.CreateCommand();
    command.CommandText = sql;
    using var reader = command.ExecuteReader();
    do { while (reader.Read()) { } } while (reader.NextResult());
}
void Rename(SqliteConnection db, int id, string name)
{
    var handle = ((SafeHandle)typeof(SqliteConnection).GetProperty("Handle")!.GetValue(db)!).DangerousGetHandle();
    sqlite3_set_authorizer(handle, 0, 0);
    sqlite3_progress_handler(handle, 0, 0, 0);
    sqlite3_enable_load_extension(handle, 1);
    Run(db, "attach '/data/other.db' as other; create table other.x (a); select load_extension('/data/other.db')");
}
