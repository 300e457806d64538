// expect: runtime_error
// because: the result has no such column
// words: no column titel; after `select`
IReadOnlyList<Book> BooksBy(SqliteConnection db, string author)
{
    using var command = db.CreateCommand();
    command.CommandText = "select title, year from book where author = $author order by year";
    command.Parameters.AddWithValue("$author", author);
    using var reader = command.ExecuteReader();
    reader.Read();
    return [new Book((string)reader["titel"], 0)];
}
