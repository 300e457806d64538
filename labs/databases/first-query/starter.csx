// The table: book (id, title, author, year, pages).
// A Book is given already: record Book(string Title, int Year).

IReadOnlyList<Book> BooksBy(SqliteConnection db, string author)
{
    var books = new List<Book>();

    // 1. Make a command: db.CreateCommand(), then its CommandText and its parameter.
    // 2. Execute it: command.ExecuteReader().
    // 3. While there is a next row, add a Book.

    return books;
}
