// entry: Product Get(SqliteConnection db, IDatabase cache, int id)
// contract: public record Product(int Id);
// expect: nothing
async ValueTask<Product?> Get(CancellationToken stop, int id, IDatabase c, SqliteConnection d)
{
    await Task.Yield();
    return new(id);
}
