// expect: runtime_error
// because: the text was forgotten
// words: has no SQL yet
IReadOnlyList<Book> BooksBy(SqliteConnection db, string author)
{
    using var command = db.CreateCommand();
    command.ExecuteReader();
    return [];
}
