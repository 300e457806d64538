// expect: runtime_error
// because: there is no such column
// words: there is no column writer
IReadOnlyList<Book> BooksBy(SqliteConnection db, string author)
{
    using var command = db.CreateCommand();
    command.CommandText = "select title, year from book where writer = $author order by year";
    command.Parameters.AddWithValue("$author", author);
    command.ExecuteReader();
    return [];
}
