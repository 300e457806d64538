namespace BackendLabs.Labs.Tests;

/// <summary>Hints go from weak to strong, in our labs and in everybody's.</summary>
internal sealed class HintOrders
{
    [TestCase("Where does the second answer come from?", false)]
    [TestCase("StringSet takes a TimeSpan as its third argument. Without one, a price stays for ever.", false)]
    [TestCase("ExecuteNonQuery() says how many rows were changed (an update of nobody changes 0).", false)]
    [TestCase("Put explain query plan in front of your select and print the fourth column of each row.", false)]
    [TestCase("Without an order by, rows come in any order; one less means false, else begin again.", false)]
    [TestCase("cache.StringSet(key, value, expiry) writes.", true)]
    [TestCase("A $ before the quote: $\"Hello, {name}\".", true)]
    [TestCase("select sum(price) from item gives one row.", true)]
    [TestCase("Write where name = $name.", true)]
    [TestCase("orders.Where(order => order.Day == day)", true)]
    [TestCase("catch (SqliteException error) when it is 5.", true)]
    [TestCase("insert into score begins it; on conflict (id) do update ends it.", true)]
    public void Code_is_told_from_words_about_code(string text, bool isCode) => Assert.That(HintCode.IsIn(text), Is.EqualTo(isCode));

    [TestCaseSource(nameof(Shipped))]
    public void Our_labs_begin_with_a_question(string id)
    {
        var lab = ((LabReading.Good)LabReader.Read(Repository.Labs(), id)).Lab;

        Assert.That(HintOrder.Check(lab).Select(Mistakes.Format), Is.Empty);
        Assert.That(lab.IsFree || lab.Hints[0] is { After: 0 } && HintStages.IsQuestion(lab.Hints[0]), Is.True);
    }

    [TestCase("{ after: 1, text: \"Is it cache.StringGet(key)?\" }",
        "16:5: No hint is fit to be shown before the first check.", "16:5: The first failure brings a hint with code.")]
    [TestCase("{ after: 0, text: Look in Redis. }", "16:5: No hint is fit to be shown", "16:5: A hint with `after: 0` is shown before the first check")]
    [TestCase("{ after: 0, text: \"What then?\" }\n  - { after: 1, check: served-from-cache, text: \"cache.StringGet(key) reads it.\" }", "17:5: The hints for `served-from-cache` begin with code.")]
    [TestCase("{ after: 0, text: \"What then?\" }\n  - { after: 2, check: served-from-cache, text: \"cache.StringGet(key) reads it.\" }\n  - { after: 1, check: served-from-cache, text: \"Where is it?\" }")]
    public void An_order_that_begins_with_code_is_refused(string hints, params string[] expected)
    {
        using var root = LabRoot.WithLab();
        root.Edit("lab.yaml", "{ after: 1, text: \"What should happen the second time?\" }", hints);

        var problems = HintOrder.Check(root.ReadGood()).Select(Mistakes.Format).ToList();
        Assert.That(problems, Has.Count.EqualTo(expected.Length), string.Join('\n', problems));
        foreach (var words in expected)
            Assert.That(problems, Has.Some.Contains(words));
    }

    private static IEnumerable<string> Shipped() => LabCatalog.Read([Repository.Labs()]).AllLabs.Select(lab => lab.Id);
}
