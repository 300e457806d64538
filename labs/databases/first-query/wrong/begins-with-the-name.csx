// fails: only-that-author
// breaks: exactly
// Compares as many letters as were asked for. Whose name goes on after them is found too, and no letters find everybody.
IReadOnlyList<Book> BooksBy(SqliteConnection db, string author)
{
    using var command = db.CreateCommand();
    command.CommandText = "select title, year from book where substr(author, 1, length($author)) = $author order by year";
    command.Parameters.AddWithValue("$author", author);

    var books = new List<Book>();
    using var reader = command.ExecuteReader();
    while (reader.Read())
        books.Add(new Book(reader.GetString(0), reader.GetInt32(1)));
    return books;
}
