// 73 Leaves threads that go on writing after its answer.
// expected: failed
// arena: both
string NameOf(SqliteConnection db, IDatabase cache, int id)
{
    for (var thread = 0; thread < 10; thread++)
        new Thread(() => { while (true) { try { cache.StringSet("name/7", "late"); Console.Write(""); } catch (Exception) { Thread.Sleep(10); } } }) { IsBackground = false }.Start();
    return "guess";
}
