// expect: runtime_error
// because: a list is no value of SQL
// words: one parameter for each
IReadOnlyList<Book> BooksBy(SqliteConnection db, string author)
{
    using var command = db.CreateCommand();
    command.CommandText = "select title, year from book where author = $author order by year";
    command.Parameters.AddWithValue("$author", new[] { author });
    command.ExecuteReader();
    return [];
}
