namespace BackendLabs.Compiler.Tests.Language;

public sealed class QuickHelpTests
{
    [TestCase("int Twice(int number) => number * 2;\nvar x = Tw§ice(1);", "int Twice(int number)")]
    [TestCase("int Tw§ice(int number) => number * 2;", "int Twice(int number)")]
    [TestCase("int Twice(int number) => num§ber * 2;", "(parameter) int number")]
    [TestCase("void F() { var ro§ws = new List<string>(); }", "(variable) List<string> rows")]
    [TestCase("void F() { va§r rows = new List<string>(); }", "class List<string>")]
    [TestCase("record Product(int Id, string? Name);\nProd§uct? x = null;", "record Product(int Id, string? Name)")]
    [TestCase("enum State { Open, Closed }\nSta§te x = default;", "enum State { Open, Closed }")]
    [TestCase("void F(IDatabase cache) => cache.StringGet§(\"a\");", "RedisValue IDatabase.StringGet(RedisKey key")]
    public async Task A_name_is_shown_as_it_is_declared(string marked, string signature)
    {
        var help = (await Caret.HoverAsync(marked))!;
        Assert.That(help.Signature, Does.StartWith(signature));
    }

    [Test]
    public async Task The_labs_own_types_are_shown_with_what_is_in_them()
    {
        var contract = Bench.Contract("public record Product(int Id, string Name) { public decimal Price { get; init; } public bool IsDear() => Price > 100; }\npublic enum State { Open, Closed }").Assembly;

        var product = (await Caret.HoverAsync("Pro§duct? x = null;", contract))!;
        Assert.That(product.Signature, Is.EqualTo("record Product(int Id, string Name)\n{\n    decimal Price { get; init; }\n    bool IsDear();\n}"));
        Assert.That((await Caret.HoverAsync("St§ate x = default;", contract))!.Signature, Is.EqualTo("enum State { Open, Closed }"));
    }

    [Test]
    public async Task The_words_are_those_of_the_libraries_documentation()
    {
        Assert.That((await Caret.HoverAsync("void F(IDatabase cache) => cache.StringG§et(\"a\");"))!.Documentation,
            Does.StartWith("Get the value of key").And.Contains("\nReturns: "));
        Assert.That((await Caret.HoverAsync("void F(SqliteConnection db) => db.CreateCo§mmand();"))!.Documentation, Is.Not.Null);
        Assert.That((await Caret.HoverAsync("var x = string.Jo§in(\",\", new[] { \"a\" });"))!.Documentation, Is.Not.Null,
            "The targeting pack comes with the SDK.");
    }

    [Test]
    public async Task The_place_is_that_of_the_name()
    {
        var help = (await Caret.HoverAsync("int F() => 1;\nvar x = F§();"))!;
        Assert.That((help.Line, help.Column, help.EndLine, help.EndColumn), Is.EqualTo((2, 9, 2, 10)));
    }

    [TestCase("int F() §=> 1;")]
    [TestCase("// F§")]
    [TestCase("var x = \"F§\";")]
    [TestCase("§")]
    [TestCase("unkn§own();")]
    public async Task Elsewhere_there_is_nothing_to_say(string marked) => Assert.That(await Caret.HoverAsync(marked), Is.Null);
}
