// Reads the rows as a sequence, and puts them in order here. Both are a matter of taste while there are few of them.
IReadOnlyList<Book> BooksBy(SqliteConnection db, string author)
{
    using var command = new SqliteCommand("select title, year from book where author = @author", db);
    command.Parameters.AddWithValue("@author", author);
    using var reader = command.ExecuteReader();
    return reader.Cast<System.Data.Common.DbDataRecord>()
        .Select(row => new Book((string)row["title"], Convert.ToInt32(row["year"])))
        .OrderBy(book => book.Year)
        .ToArray();
}
