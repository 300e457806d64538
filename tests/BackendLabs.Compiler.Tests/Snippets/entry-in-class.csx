// expect: LAB027 line 5 "Delete the line of class Solution with its { and"
// entry: IReadOnlyList<Book> BooksBy(SqliteConnection db, string author)
// contract: public record Book(string Title, int Year);
using System;
public class Solution
{
    public IReadOnlyList<Book> BooksBy(SqliteConnection db, string author) { return []; }
}
