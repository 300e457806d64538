// 54b Gives the database a second name.
// expected: failed
// arena: db
// says: lab.db has a second name
using System.Runtime.InteropServices;
[DllImport("libc")] static extern int link(string from, string to);
void Rename(SqliteConnection db, int id, string name)
{
    using var command = db.CreateCommand();
    command.CommandText = "update product set name = $name where id = $id";
    command.Parameters.AddWithValue("$name", name);
    command.Parameters.AddWithValue("$id", id);
    command.ExecuteNonQuery();
    Console.WriteLine(link("/data/lab.db", "/data/other.db"));
}
