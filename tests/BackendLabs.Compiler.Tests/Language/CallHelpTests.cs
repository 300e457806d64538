namespace BackendLabs.Compiler.Tests.Language;

public sealed class CallHelpTests
{
    [Test]
    public async Task The_overloads_are_shown_with_the_parameter_at_the_caret()
    {
        var help = (await Caret.CallAsync("void F(IDatabase cache) { cache.StringSet(\"a\", \"b\", §"))!;

        var active = help.Items[help.Active];
        Assert.That(help.ActiveParameter, Is.EqualTo(2));
        Assert.That(active.Label, Does.StartWith("bool StringSet(RedisKey key, RedisValue value, TimeSpan? expiry"));
        Assert.That(active.Documentation, Does.StartWith("Set key to hold the string value"));
        Assert.That(active.Parameters[help.ActiveParameter].Label, Does.Contain("expiry"));
        Assert.That(help.Items, Has.Count.EqualTo(6));
    }

    [Test]
    public async Task Each_parameters_words_are_part_of_the_label()
    {
        var help = (await Caret.CallAsync("void F(SqliteConnection db) { db.CreateCommand().Parameters.AddWithValue(§); }"))!;

        var signature = help.Items.Single();
        Assert.That(signature.Parameters.Select(parameter => parameter.Label), Is.EqualTo(new[] { "string? parameterName", "object? value" }));
        Assert.That(signature.Parameters.All(parameter => signature.Label.Contains(parameter.Label, StringComparison.Ordinal)));
        Assert.That(signature.Parameters[0].Documentation, Is.Not.Null);
    }

    [TestCase("int Add(int left, int right) => 1;\nvar x = Add(1, §", "int Add(int left, int right)", 1)]
    [TestCase("int Add(int left, int right) => 1;\nvar x = Add(Add(1, 2), §", "int Add(int left, int right)", 1)]
    [TestCase("int Add(int left, int right) => 1;\nvar x = Add(right: §", "int Add(int left, int right)", 1)]
    [TestCase("(int A, int B) Pair(string text) => (1, 2);\nvar x = Pair(§", "(int A, int B) Pair(string text)", 0)]
    [TestCase("record Product(int Id, string Name);\nvar x = new Product(1, §);", "Product(int Id, string Name)", 1)]
    [TestCase("record Product(int Id, string Name);\nProduct x = new(1, §);", "Product(int Id, string Name)", 1)]
    [TestCase("void F(Func<int, string> ask) { ask(§", "string Invoke(int arg)", 0)]
    [TestCase("void F(Dictionary<string, int> counts) { var x = counts[§", "int this[string key]", 0)]
    [TestCase("string F(params string[] parts) => \"\";\nvar x = F(\"a\", \"b\", \"c\", §", "string F(params string[] parts)", 0)]
    public async Task The_call_around_the_caret_is_found(string marked, string label, int parameter)
    {
        var help = (await Caret.CallAsync(marked))!;
        Assert.That((help.Items[help.Active].Label, help.ActiveParameter), Is.EqualTo((label, parameter)));
    }

    [TestCase("int F() => 1;\n§")]
    [TestCase("int Add(int a) => a;\nvar x = Add(1)§;")]
    [TestCase("void Run(Action what) { }\nRun(() => {\n    §\n});")]
    [TestCase("Unknown(§")]
    public async Task Elsewhere_there_is_none(string marked) => Assert.That(await Caret.CallAsync(marked), Is.Null);
}
