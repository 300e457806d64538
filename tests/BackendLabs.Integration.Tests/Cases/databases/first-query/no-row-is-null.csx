// expect: runtime_error
// because: ExecuteScalar gives null where there is no row
// words: is null; ExecuteScalar()
IReadOnlyList<Book> BooksBy(SqliteConnection db, string author)
{
    using var command = new SqliteCommand("select year from book where author = 'nobody at all'", db);
    var year = (long)command.ExecuteScalar()!;
    return [];
}
