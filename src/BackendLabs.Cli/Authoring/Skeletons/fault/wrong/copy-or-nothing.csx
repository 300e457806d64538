// fails: database-next
// breaks: from-the-row
// Takes what is in Redis for all there is.
string? NameOf(SqliteConnection db, IDatabase cache, int id) => cache.StringGet($"name:{id}");
