// expect: runtime_error
// because: Read() was forgotten
// words: stands on no row; reader.Read()
IReadOnlyList<Book> BooksBy(SqliteConnection db, string author)
{
    using var command = db.CreateCommand();
    command.CommandText = "select title, year from book where author = $author order by year";
    command.Parameters.AddWithValue("$author", author);
    using var reader = command.ExecuteReader();
    return [new Book(reader.GetString(0), reader.GetInt32(1))];
}
