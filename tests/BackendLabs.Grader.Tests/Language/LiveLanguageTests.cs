using BackendLabs.CompilerClient;
using BackendLabs.Labs;

namespace BackendLabs.Grader.Tests.Language;

/// <summary>An editor's questions, answered by the published compiler in its box.</summary>
internal sealed class LiveLanguageTests
{
    private const string LabId = "caching/cache-aside";

    /// <summary>Some of a few hundred bytes keep a compiler busy past any patience.</summary>
    private static readonly string Endless = NestedCalls();

    private static LabEditor _editor = null!;
    private static LabGrader _runner = null!;
    private static Lab _lab = null!;

    [OneTimeSetUp]
    public static void Start()
    {
        _runner = PublishedRunner.With(tools => tools);
        _editor = PublishedRunner.Editor();
        _lab = PublishedRunner.Read(LabId);
    }

    [OneTimeTearDown]
    public static async Task End()
    {
        if (_editor is not null)
            await _editor.DisposeAsync();
        if (_runner is not null)
            await _runner.DisposeAsync();
    }

    [Test]
    public async Task A_text_is_answered_with_problems_in_the_words_of_a_compile()
    {
        const string Broken = "Product? GetProduct(SqliteConnection db, IDatabase cache, int id)\n{\n    return cache.StringGt(\"a\");\n}";

        var typed = Value(await _editor.DiagnoseAsync(Text(Broken), CancellationToken.None));
        var compiled = await _runner.CheckTextAsync(LabId, Broken);

        Assert.That(typed, Is.EqualTo(compiled.Diagnostics));
        Assert.That(typed[0].Hint, Is.EqualTo("Did you mean StringGet?"));
        Assert.That(Value(await _editor.DiagnoseAsync(Text(_lab.Solutions[0].Text), CancellationToken.None)), Is.Empty);
    }

    [Test]
    public async Task Completion_parameters_and_meaning_know_the_labs_services_and_contract()
    {
        const string Typed = "Product? GetProduct(SqliteConnection db, IDatabase cache, int id)\n{\n    var copy = cache.StringGet(\n}";

        var members = Value(await _editor.CompleteAsync(Text(Typed), 3, 22, CancellationToken.None));
        var call = Value(await _editor.DescribeParametersAsync(Text(Typed), 3, 32, CancellationToken.None));
        var product = Value(await _editor.HoverAsync(Text(Typed), 1, 3, CancellationToken.None));

        Assert.That(members.Items.Single(item => item.Label == "StringGet").Documentation, Does.StartWith("Get the value of key"));
        Assert.That(call!.Signatures[0].Label, Does.StartWith("RedisValue StringGet(RedisKey key"));
        Assert.That(product!.Signature, Is.EqualTo("record Product(int Id, string Name, int PriceCents)"));
        Assert.That(Value(await _editor.HoverAsync(Text("var x = string.Join(\"\", new[] { \"\" });"), 1, 17, CancellationToken.None))!.Documentation, Is.Not.Null);
    }

    [Test]
    public async Task A_text_that_keeps_its_compiler_busy_costs_nobody_else_an_answer()
    {
        var hostile = _editor.DiagnoseAsync(new EditorText(_lab, Endless, "mallory"), CancellationToken.None);
        for (var round = 0; round < 5; round++)
        {
            var answer = Value(await _editor.CompleteAsync(Text("void F() { Console.\n}"), 1, 20, CancellationToken.None));
            Assert.That(answer.Items.Select(item => item.Label), Has.Member("WriteLine"));
        }

        Assert.That(Value(await hostile)[0], Has.Property("Id").EqualTo("LAB000"));
        Assert.That(Value(await _editor.CompleteAsync(new EditorText(_lab, Endless, "eve"), 1, 1, CancellationToken.None)).Items, Is.Empty, "The same text costs no second compiler.");
        Assert.That(Value(await _editor.DiagnoseAsync(Text(_lab.Solutions[0].Text), CancellationToken.None)), Is.Empty);
    }

    [Test]
    public async Task A_question_that_is_no_longer_wanted_ends_at_once()
    {
        using var cancel = new CancellationTokenSource();
        var asked = _editor.DiagnoseAsync(new EditorText(_lab, Endless + " ", "trent"), cancel.Token);
        await cancel.CancelAsync();

        Assert.That(async () => await asked, Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public async Task Many_at_once_are_all_answered()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(async number =>
            Value(await _editor.DiagnoseAsync(new EditorText(_lab, $"{_lab.Solutions[0].Text}\nint Extra() => {number};", $"editor {number}"), CancellationToken.None))));
        Assert.That(answers, Is.All.Empty);
    }

    private static EditorText Text(string source) => new(_lab, source, "ada");

    private static T Value<T>(LanguageReply<T> reply) =>
        reply is LanguageReply<T>.Answer { Value: var value } ? value : throw new AssertionException($"No answer: {reply}");

    /// <summary>Lambdas in overloaded calls, as deep as they may be: each level is tried with each overload, three million times in all.</summary>
    private static string NestedCalls()
    {
        string[] types = ["int", "string", "long", "short", "byte", "char", "bool", "double", "float", "decimal", "DateTime", "Guid"];
        var heads = string.Concat(types.Select(type => $"int Take(Func<{type}, int> f) => 0;\n"));
        const int Depth = 6;
        return $"{heads}int Busy() => {string.Concat(Enumerable.Range(0, Depth).Select(level => $"Take(x{level} => "))}x0.Nothing{new string(')', Depth)};";
    }
}
