// expect: runtime_error
// because: SQLite integers arrive as long; the name of a parameter may be given without its sign
// says: long; GetInt32 or Convert.ToInt32
// words: arrive as long; GetInt32; Convert.ToInt32
IReadOnlyList<Book> BooksBy(SqliteConnection db, string author)
{
    using var command = new SqliteCommand("select title, year from book where author = @author order by year", db);
    command.Parameters.AddWithValue("author", author);
    using var reader = command.ExecuteReader();
    var books = new List<Book>();
    while (reader.Read()) books.Add(new Book((string)reader["title"], (int)reader["year"]));
    return books;
}
