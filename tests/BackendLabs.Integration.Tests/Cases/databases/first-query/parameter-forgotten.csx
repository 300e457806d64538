// expect: runtime_error
// because: the list of names is cut off after the colon
// says: $author has no value
// words: $author has no value; AddWithValue
IReadOnlyList<Book> BooksBy(SqliteConnection db, string author)
{
    var books = new List<Book>();
    using var command = db.CreateCommand();
    command.CommandText = "select title, year from book where author = $author order by year";
    using var reader = command.ExecuteReader();
    while (reader.Read()) books.Add(new Book(reader.GetString(0), reader.GetInt32(1)));
    return books;
}
