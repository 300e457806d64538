// fails: only-that-author
// breaks: exactly
// Compares with like, which takes no notice of capitals and reads % and _ as "anything".
IReadOnlyList<Book> BooksBy(SqliteConnection db, string author)
{
    using var command = db.CreateCommand();
    command.CommandText = "select title, year from book where author like $author order by year";
    command.Parameters.AddWithValue("$author", author);

    var books = new List<Book>();
    using var reader = command.ExecuteReader();
    while (reader.Read())
        books.Add(new Book(reader.GetString(0), reader.GetInt32(1)));
    return books;
}
