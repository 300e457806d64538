// 58d Makes as many empty files as the folder takes.
// expected: runtime_error|failed|time_limit
// arena: db
using System.IO;
void Rename(SqliteConnection db, int id, string name)
{
    for (var file = 0; ; file++)
        File.Create($"/data/f{file}").Dispose();
}
