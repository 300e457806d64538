// expect: runtime_error
// because: the table is called book
// words: there is no table books; lesson
IReadOnlyList<Book> BooksBy(SqliteConnection db, string author)
{
    using var command = db.CreateCommand();
    command.CommandText = "select title, year from books where author = $author order by year";
    command.Parameters.AddWithValue("$author", author);
    command.ExecuteReader();
    return [];
}
