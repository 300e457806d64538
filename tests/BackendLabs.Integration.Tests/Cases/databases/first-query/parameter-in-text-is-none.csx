// expect: runtime_error
// because: a sign within quotes is no parameter, so only the other is missing
// words: $author has no value
IReadOnlyList<Book> BooksBy(SqliteConnection db, string author)
{
    using var command = new SqliteCommand("select title from book where title <> '$title' and author = $author -- $more", db);
    command.ExecuteReader();
    return [];
}
