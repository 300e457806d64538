// expect: compile_error
// because: one round should name namespace, class and Main together, and then accept List<Book> where IReadOnlyList<Book> is asked, or say so at once
// says: namespace, class and Main in one answer
// words: namespace Library; class Program; Main; Keep BooksBy
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
