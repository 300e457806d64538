// fails: nobody-found
// breaks: nobody
// Gives back null where there is nothing, so every caller must remember to ask for it.
IReadOnlyList<Book> BooksBy(SqliteConnection db, string author)
{
    using var command = db.CreateCommand();
    command.CommandText = "select title, year from book where author = $author order by year";
    command.Parameters.AddWithValue("$author", author);

    using var reader = command.ExecuteReader();
    if (!reader.HasRows)
        return null!;

    var books = new List<Book>();
    while (reader.Read())
        books.Add(new Book(reader.GetString(0), reader.GetInt32(1)));
    return books;
}
