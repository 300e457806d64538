// Splits "walk through the rows" from "what a row means", and awaits the database instead of blocking on it.
async Task<IReadOnlyList<Book>> BooksBy(SqliteConnection db, string author, CancellationToken cancellation)
{
    var books = new List<Book>();
    await foreach (var row in RowsOf(db, "select * from book where author = @author order by year asc", ("@author", author), cancellation))
        books.Add(new Book((string)row["title"], Convert.ToInt32(row["year"])));
    return books.AsReadOnly();
}

async IAsyncEnumerable<System.Data.Common.DbDataReader> RowsOf(
    SqliteConnection db, string sql, (string Name, object Value) parameter,
    [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
{
    await using var command = new SqliteCommand(sql, db);
    command.Parameters.Add(new SqliteParameter(parameter.Name, parameter.Value));
    await using var reader = await command.ExecuteReaderAsync(cancellation);
    while (await reader.ReadAsync(cancellation))
        yield return reader;
}
