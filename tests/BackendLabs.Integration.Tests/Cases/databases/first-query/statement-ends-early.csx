// expect: runtime_error
// because: a bracket is still open
// words: ends too early
IReadOnlyList<Book> BooksBy(SqliteConnection db, string author)
{
    using var command = new SqliteCommand("select title from book where author in (", db);
    command.ExecuteReader();
    return [];
}
