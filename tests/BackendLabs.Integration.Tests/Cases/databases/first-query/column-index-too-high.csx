// expect: runtime_error
// because: columns count from 0
// words: there is no column 2; count from 0
IReadOnlyList<Book> BooksBy(SqliteConnection db, string author)
{
    using var command = db.CreateCommand();
    command.CommandText = "select title, year from book where author = $author order by year";
    command.Parameters.AddWithValue("$author", author);
    using var reader = command.ExecuteReader();
    reader.Read();
    return [new Book(reader.GetString(1), reader.GetInt32(2))];
}
