// fails: oldest-first
// breaks: oldest-first
// Trusts that a table gives its rows in a useful order by itself.
IReadOnlyList<Book> BooksBy(SqliteConnection db, string author)
{
    using var command = db.CreateCommand();
    command.CommandText = "select title, year from book where author = $author";
    command.Parameters.AddWithValue("$author", author);

    var books = new List<Book>();
    using var reader = command.ExecuteReader();
    while (reader.Read())
        books.Add(new Book(reader.GetString(0), reader.GetInt32(1)));
    return books;
}
