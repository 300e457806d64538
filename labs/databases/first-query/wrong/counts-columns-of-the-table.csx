// fails: finds-the-books
// breaks: title-and-year
// Counts the columns of the table from 1, where the reader counts those of the select from 0.
IReadOnlyList<Book> BooksBy(SqliteConnection db, string author)
{
    using var command = db.CreateCommand();
    command.CommandText = "select * from book where author = $author order by year";
    command.Parameters.AddWithValue("$author", author);

    var books = new List<Book>();
    using var reader = command.ExecuteReader();
    while (reader.Read())
        books.Add(new Book(reader.GetString(2), reader.GetInt32(4)));
    return books;
}
