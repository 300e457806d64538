// expect: runtime_error
// because: the scope stays on its thread
// words: does not follow an await; BeginTransaction()
using System.Transactions;
async Task<bool> Transfer(SqliteConnection db, int from, int to, int cents)
{
    using var scope = new TransactionScope();
    await Task.Run(() => Thread.Sleep(20));
    scope.Complete();
    return true;
}
