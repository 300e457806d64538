// expect: nothing
// entry: IReadOnlyList<Book> BooksBy(SqliteConnection db, string author)
// contract: public record Book(string Title, int Year);
async Task<List<Book>> BooksBy(SqliteConnection db, string author) { await Task.Yield(); return []; }
