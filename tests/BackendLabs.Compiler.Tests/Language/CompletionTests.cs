using System.Text.Json;
using BackendLabs.Contract;

namespace BackendLabs.Compiler.Tests.Language;

public sealed class CompletionTests
{
    private const int Most = 200;

    [Test]
    public async Task After_a_dot_come_the_members_of_the_cache()
    {
        var found = await Caret.CompleteAsync("void F(IDatabase cache)\n{\n    cache.§\n}");

        var get = found.Items.Single(item => item.Name == "StringGet");
        Assert.That(get, Has.Property("Kind").EqualTo("method").And.Property("Detail").Contains("RedisValue StringGet(RedisKey key"));
        Assert.That(get.Detail, Does.EndWith("(+ 1 overload)"));
        Assert.That(get.Documentation, Does.StartWith("Get the value of key"));
        Assert.That(found.Items.Select(item => item.Name), Is.Unique.And.Member("KeyExpireAsync").And.Not.Member("foreach"));
    }

    [Test]
    public async Task What_is_written_after_the_dot_comes_first()
    {
        Assert.That((await Caret.NamesAsync("void F(SqliteConnection db) => db.createcom§")).First(), Is.EqualTo("CreateCommand"));
        Assert.That(await Caret.NamesAsync("void F(SqliteConnection db) => db.begin§"), Has.Member("BeginTransaction").And.Not.Member("Open"));
        Assert.That((await Caret.NamesAsync("void F(IDatabase cache) => cache.SGA§")).First(), Is.EqualTo("StringGetAsync"));
    }

    [Test]
    public async Task The_labs_own_types_have_their_members()
    {
        var contract = Bench.Contract("public record Product(int Id, string Name, int PriceCents);").Assembly;

        var found = await Caret.CompleteAsync("int F(Product product) => product.§", contract);

        Assert.That(found.Items.Take(3).Select(item => item.Name), Is.EquivalentTo(new[] { "Id", "Name", "PriceCents" }));
        Assert.That((await Caret.NamesAsync("§", contract)).First(name => char.IsUpper(name[0])), Is.EqualTo("Product"));
    }

    [Test]
    public async Task Own_variables_have_their_members_and_those_of_every_object_come_last()
    {
        var names = await Caret.NamesAsync("void F()\n{\n    var rows = new List<int>();\n    rows.§\n    rows.Add(1);\n}");

        Assert.That(names, Has.Member("Count").And.Member("Where"));
        Assert.That(Array.IndexOf(names, "Add"), Is.LessThan(Array.IndexOf(names, "Where")));
        Assert.That(Array.IndexOf(names, "Where"), Is.LessThan(Array.IndexOf(names, "GetHashCode")));
    }

    [Test]
    public async Task Names_in_scope_begin_with_what_is_nearest()
    {
        var found = await Caret.CompleteAsync("int Twice(int number) => number * 2;\nint F(IDatabase cache, int start)\n{\n    var sum = start;\n    §\n}");
        var names = found.Items.Select(item => item.Name).ToArray();

        Assert.That(names.Take(3), Is.EquivalentTo(new[] { "cache", "start", "sum" }));
        Assert.That(names, Has.Member("Twice").And.Member("F").And.Member("foreach").And.Member("return"));
        Assert.That(found.IsIncomplete, Is.True);
        Assert.That(names, Has.Length.LessThanOrEqualTo(Most));
    }

    [TestCase("class Open { void G( {\nvoid F(IDatabase cache) {\n    cache.§\n    if (", "StringGet")]
    [TestCase("void F(IDatabase cache) {\n    var copy = cache.§\n    return copy", "StringGet")]
    [TestCase("void F(List<string> rows) {\n    foreach (var row in rows) { row.§", "Length")]
    [TestCase("void F(List<string> rows) => rows.Where(row => row.§", "Length")]
    [TestCase("void F(List<string> rows) => rows.Select((row, at) => new { row, at }).Where(pair => pair.§).ToList();", "row")]
    [TestCase("async Task F(IDatabase cache) { var value = (await cache.StringGetAsync(\"a\")).§", "HasValue")]
    [TestCase("void F(string? text) => text?.§", "Length")]
    [TestCase("void F() { Console.§", "WriteLine")]
    [TestCase("void F() { System.§", "Text")]
    [TestCase("using §", "System")]
    [TestCase("record Point(int X);\nint F(Point point) => point.§", "X")]
    public async Task Broken_code_around_does_not_matter(string marked, string expected) =>
        Assert.That(await Caret.NamesAsync(marked), Has.Member(expected));

    [TestCase("// cache.§")]
    [TestCase("var x = \"cache.§\";")]
    [TestCase("var x = \"cache.§")]
    [TestCase("var x = $\"product:{1} of §\";")]
    [TestCase("/* cache.§ */")]
    [TestCase("var x = 12§;")]
    [TestCase("#region a§\n#endregion")]
    [TestCase("var x = '§';")]
    [TestCase("var x = \"\"\"\n    cache.§\n    \"\"\";")]
    public async Task Nothing_is_offered_where_no_code_stands(string marked) =>
        Assert.That(await Caret.NamesAsync(marked), Is.Empty);

    [Test]
    public async Task Nothing_is_offered_where_a_name_is_made_up() =>
        Assert.That(await Caret.NamesAsync("void F() { List<int> ro§ }"), Is.Empty);

    [Test]
    public async Task In_a_text_with_holes_the_holes_are_code() =>
        Assert.That((await Caret.NamesAsync("void F(int id) { var key = $\"product:{i§}\"; }")).First(), Is.EqualTo("id"));

    [Test]
    public async Task Braces_behind_new_offer_what_is_not_set_yet()
    {
        var names = await Caret.NamesAsync("var x = new CreateContainerParameters { Image = \"a\", §");
        Assert.That(names, Has.Member("Cmd").And.Not.Member("Image"));
    }

    [Test]
    public async Task A_service_that_the_lab_lacks_is_not_offered()
    {
        var reply = await Bench.InspectAsync("Sqlite", new LanguageQuestion.Complete(1, 7), services: new Dictionary<string, string> { ["cache"] = "redis" });
        Assert.That(((LanguageAnswer.Completions)reply.Answer!).Items.Select(item => item.Name), Has.None.StartsWith("Sqlite"));
    }

    [Test]
    public async Task What_is_hidden_or_cannot_be_written_is_not_offered()
    {
        var names = await Caret.NamesAsync("record Product(int Id);\nbool F(Product product) => product.§");
        Assert.That(names, Has.None.Contains("<").And.None.EqualTo("op_Equality").And.None.EqualTo("EqualityContract"));
    }

    [Test]
    public async Task A_name_that_is_a_keyword_is_written_so_that_it_compiles()
    {
        var found = await Caret.CompleteAsync("int F(int @class) => clas§");
        Assert.That(found.Items[0], Has.Property("Name").EqualTo("class").And.Property("Insert").EqualTo("@class"));
    }

    [Test]
    public async Task The_longest_list_is_short_on_the_wire()
    {
        var found = await Caret.CompleteAsync("void F(IDatabase cache)\n{\n    §\n}");
        Assert.That(JsonSerializer.SerializeToUtf8Bytes(found, WireJson.Default.LanguageAnswer), Has.Length.LessThan(100_000));
    }

    [TestCase(0, 0)]
    [TestCase(-5, int.MaxValue)]
    [TestCase(int.MaxValue, 1)]
    [TestCase(2, int.MinValue)]
    public async Task A_place_beyond_the_text_is_its_nearest(int line, int column)
    {
        var reply = await Bench.InspectAsync("int a = 1;\nint b = 2;", new LanguageQuestion.Complete(line, column));
        Assert.That(reply.Diagnostics, Is.Empty);
    }
}
