// fails: only-that-author
// breaks: exactly
// Searches with like, and so finds the books of everybody whose name contains this one.
IReadOnlyList<Book> BooksBy(SqliteConnection db, string author)
{
    using var command = db.CreateCommand();
    command.CommandText = "select title, year from book where author like $author order by year";
    command.Parameters.AddWithValue("$author", "%" + author + "%");

    var books = new List<Book>();
    using var reader = command.ExecuteReader();
    while (reader.Read())
        books.Add(new Book(reader.GetString(0), reader.GetInt32(1)));
    return books;
}
