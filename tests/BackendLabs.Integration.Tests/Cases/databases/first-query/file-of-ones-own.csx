// expect: runtime_error
// because: the database is the one that is given
// words: no such file here; use what your method is given: db
IReadOnlyList<Book> BooksBy(SqliteConnection db, string author)
{
    using var own = new SqliteConnection("Data Source=/nowhere/books.db;Mode=ReadWrite");
    own.Open();
    return [];
}
