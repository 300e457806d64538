// expect: runtime_error
// because: the list changes under the foreach
// words: changes while a foreach
object? Run(SqliteConnection db, IDatabase cache)
{
    var names = new List<string> { "a", "b" };
    foreach (var name in names)
        names.Add(name);
    return names;
}
