// expect: runtime_error
// because: two names for one parameter
// words: $author has no value; $autor
IReadOnlyList<Book> BooksBy(SqliteConnection db, string author)
{
    using var command = db.CreateCommand();
    command.CommandText = "select title, year from book where author = $author order by year";
    command.Parameters.AddWithValue("$autor", author);
    using var reader = command.ExecuteReader();
    return [];
}
