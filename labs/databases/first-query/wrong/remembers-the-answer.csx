// fails: asks-every-time
// breaks: at-that-moment
// Keeps each answer in a dictionary of its own and never asks again.
static readonly Dictionary<string, IReadOnlyList<Book>> known = new();

IReadOnlyList<Book> BooksBy(SqliteConnection db, string author)
{
    if (known.TryGetValue(author, out var remembered))
        return remembered;

    using var command = db.CreateCommand();
    command.CommandText = "select title, year from book where author = $author order by year";
    command.Parameters.AddWithValue("$author", author);

    var books = new List<Book>();
    using var reader = command.ExecuteReader();
    while (reader.Read())
        books.Add(new Book(reader.GetString(0), reader.GetInt32(1)));
    known[author] = books;
    return books;
}
