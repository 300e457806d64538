// expect: LAB025 line 4 "Return IReadOnlyList<Book>, or async Task<IReadO"
// entry: IReadOnlyList<Book> BooksBy(SqliteConnection db, string author)
// contract: public record Book(string Title, int Year);
IEnumerable<Book> BooksBy(SqliteConnection db, string author) => [];
