// expect: LAB012 line 4 "Delete namespace Library and class Program, each"
// entry: IReadOnlyList<Book> BooksBy(SqliteConnection db, string author)
// contract: public record Book(string Title, int Year);
namespace Library;
public static class Program
{
    public static List<Book> BooksBy(SqliteConnection db, string author) => [];
}
