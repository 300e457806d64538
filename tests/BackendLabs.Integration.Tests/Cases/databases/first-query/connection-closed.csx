// expect: runtime_error
// because: the given connection is left open
// words: the connection is closed; given (db)
IReadOnlyList<Book> BooksBy(SqliteConnection db, string author)
{
    using var command = db.CreateCommand();
    command.CommandText = "select title, year from book where author = $author order by year";
    command.Parameters.AddWithValue("$author", author);
    db.Close();
    using var reader = command.ExecuteReader();
    return [];
}
