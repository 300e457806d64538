// expect: nothing
// entry: IReadOnlyList<Book> BooksBy(SqliteConnection db, string author)
// contract: public record Book(string Title, int Year);
Book[] BooksBy(SqliteConnection db, string author) => [];
