// 72b Keeps the answer in a file beside the database in place of the cache, and in its temporary folder.
// expected: failed
// arena: both
// says: The copy in Redis
using System.IO;
string NameOf(SqliteConnection db, IDatabase cache, int id)
{
    if (File.Exists("/tmp/name"))
        return File.ReadAllText("/tmp/name");
    using var command = db.CreateCommand();
    command.CommandText = "select name from product where id = $id";
    command.Parameters.AddWithValue("$id", id);
    File.WriteAllText("/tmp/name", (string)command.ExecuteScalar()!);
    return File.ReadAllText("/tmp/name");
}
