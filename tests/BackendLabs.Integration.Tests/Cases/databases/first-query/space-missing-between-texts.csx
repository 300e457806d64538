// expect: runtime_error
// because: two parts of a statement run into each other
// words: cannot read the statement from; a missing space
IReadOnlyList<Book> BooksBy(SqliteConnection db, string author)
{
    using var command = db.CreateCommand();
    command.CommandText = "select title, year from book" + "where author = $author order by year";
    command.Parameters.AddWithValue("$author", author);
    command.ExecuteReader();
    return [];
}
