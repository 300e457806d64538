// expect: runtime_error
// because: the reader is used after its using
// words: reader was closed before
IReadOnlyList<Book> BooksBy(SqliteConnection db, string author)
{
    using var command = db.CreateCommand();
    command.CommandText = "select title, year from book where author = $author order by year";
    command.Parameters.AddWithValue("$author", author);
    SqliteDataReader kept;
    using (var reader = command.ExecuteReader())
        kept = reader;
    kept.Read();
    return [];
}
