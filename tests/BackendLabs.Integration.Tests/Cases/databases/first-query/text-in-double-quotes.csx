// expect: runtime_error
// because: double quotes are for names
// words: looks for a column Ada; single quotes
IReadOnlyList<Book> BooksBy(SqliteConnection db, string author)
{
    using var command = new SqliteCommand("select title from book where author = \"Ada\"", db);
    command.ExecuteReader();
    return [];
}
