string author = "";
string other = "";
int newestYear = 0;
List<Book> shelf = [];

Given(seed =>
{
    author = seed.Name();
    other = $"{author} {seed.Pick(new[] { "Junior", "Senior", "the Younger" })}";
    var titles = seed.DifferentWords(4).Order(StringComparer.Ordinal).Select(TitleOf).ToArray();
    var years = new int[4];
    years[0] = seed.Int(1900, 1950);
    for (var i = 1; i < years.Length; i++)
        years[i] = years[i - 1] + seed.Int(1, 12);
    newestYear = years[3];

    // By age, neither the titles nor the rows in the table are in order or in reverse order.
    shelf = [new(titles[1], years[0]), new(titles[3], years[1]), new(titles[0], years[2]), new(titles[2], years[3])];
    foreach (var at in new[] { 1, 3, 0, 2 })
        Put(shelf[at], author, seed.Int(80, 900));
    Put(new Book(TitleOf(seed.Word()), seed.Int(1900, 1999)), other, seed.Int(80, 900));
});

string TitleOf(string word) => $"The {char.ToUpperInvariant(word[0])}{word[1..]}";

void Put(Book book, string by, int pages) =>
    Db.Insert("book", new { title = book.Title, author = by, year = book.Year, pages });

async Task<IReadOnlyList<Book>> BooksByAsync(string name)
{
    var books = await Snippet.CallAsync<IReadOnlyList<Book>>("BooksBy", name);
    Expect(books is not null, $"BooksBy(\"{name}\") gave back null instead of a list.");
    return books!;
}

Check("finds-the-books", points: 2, "finds every book of an author, with its year", async () =>
{
    // The other author's name is longer, so that this check asks about rows and columns alone.
    Db.Execute("delete from book where author = $other", new { other });
    var books = await BooksByAsync(author);
    Expect(books, Has.Count.EqualTo(shelf.Count), $"{author} has {shelf.Count} books in the table.", rule: "all-books");
    Expect(books, Is.EquivalentTo(shelf), $"{author} has {shelf.Count} books in the table, each with a title and a year.", rule: "title-and-year");
});

Check("oldest-first", points: 1, "gives the oldest book first", "finds-the-books", async () =>
{
    Db.Execute("delete from book where author = $other", new { other });
    var books = await BooksByAsync(author);
    Expect(books.Select(book => book.Year).ToList(), Is.EqualTo(shelf.Select(book => book.Year).ToList()), "The books are right, their order is not.");
});

Check("asks-every-time", points: 2, "answers what the table says now, also after it changed", "finds-the-books", async () =>
{
    Db.Execute("delete from book where author = $other", new { other });
    await BooksByAsync(author);

    var added = new Book(shelf[0].Title + " Again", newestYear + 1);
    var renamed = shelf[2] with { Title = shelf[2].Title + " Revised" };
    Put(added, author, pages: 101);
    Db.Execute("update book set title = $title where author = $author and year = $year", new { title = renamed.Title, author, year = renamed.Year });
    Db.Execute("delete from book where author = $author and year = $year", new { author, year = shelf[1].Year });

    var books = await BooksByAsync(author);
    Book[] expected = [shelf[0], renamed, shelf[3], added];
    Expect(books, Is.EquivalentTo(expected), "Between two calls one book was added, one renamed and one removed in the table. The second answer should show that.");
});

Check("only-that-author", points: 1, "leaves out authors whose name only contains this one, or is nearly the same", "finds-the-books", async () =>
{
    string[] others = [other, $"Old {author}", author[..^1], author.ToUpperInvariant(), author.ToLowerInvariant(), author.Replace(' ', '-')];
    for (var at = 1; at < others.Length; at++)
        Put(new Book($"Not by {author}, part {at}", newestYear + at), others[at], pages: 100 + at);

    var books = await BooksByAsync(author);
    var strange = books.Except(shelf).FirstOrDefault();
    var whose = strange is null ? other : Db.Scalar<string>("select author from book where title = $title and year = $year", new { title = strange.Title, year = strange.Year });
    Expect(books, Is.EquivalentTo(shelf), $"There is also a book by \"{whose}\", who is somebody else than \"{author}\".");

    // Letters that stand for others in a pattern are letters in a name.
    foreach (var pattern in new[] { "%", $"{author[..3]}%", author.Replace(' ', '_'), $"{author[..3]}*", "" })
    {
        var found = await Snippet.CallAsync<IReadOnlyList<Book>>("BooksBy", pattern);
        Expect(found is null || found.Count == 0, $"BooksBy(\"{pattern}\") found a book, and nobody in the table is called \"{pattern}\".");
    }
});

Check("nobody-found", points: 1, "gives an empty list for an author without books", "finds-the-books", async () =>
{
    var books = await BooksByAsync(author);
    Expect(books.Count, Is.GreaterThanOrEqualTo(shelf.Count), $"{author} has {shelf.Count} books.");

    var nobody = $"Nobody {newestYear}";
    var none = await BooksByAsync(nobody);
    Expect(none, Is.Empty, $"\"{nobody}\" has no book in the table.");
});
