// expect: LAB012 line 8 "Delete namespace Library, class Program and Main"
// entry: IReadOnlyList<Book> BooksBy(SqliteConnection db, string author)
// contract: public record Book(string Title, int Year);
using System;
using System.Collections.Generic;
using Microsoft.Data.Sqlite;

namespace Library
{
    internal class Program
    {
        static void Main(string[] args)
        {
            var db = new SqliteConnection("Data Source=:memory:");
            foreach (var b in BooksBy(db, "Ann")) Console.WriteLine(b);
            Console.Read();
        }
        static List<Book> BooksBy(SqliteConnection c, string author)
        {
            using var command = new SqliteCommand("select title, year from book where author = @author order by year", c);
            command.Parameters.AddWithValue("@author", author);
            using var reader = command.ExecuteReader();
            var books = new List<Book>();
            while (reader.Read()) books.Add(new Book(reader.GetString(0), reader.GetInt32(1)));
            return books;
        }
    }
}
