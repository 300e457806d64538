namespace BackendLabs.Compiler.Tests;

public sealed class CheckScriptTests
{
    private static string JudgeFolder => TestContext.CurrentContext.TestDirectory;

    [Test]
    public void A_check_script_compiles_over_the_judges_members()
    {
        var contract = Bench.Contract("public record Product(int Id, decimal Price);").Assembly;
        var reply = Bench.Checks(
            """
            Check("same", points: 3, "answers the same twice", async () =>
            {
                var first = await Snippet.CallAsync<Product>("GetProduct", 7);
                Expect(first.Price, Is.EqualTo(1m), "The price is another.");
            });
            """,
            JudgeFolder, contract);
        Assert.That(reply.Assembly, Is.Not.Null, Bench.Text(reply));
        Assert.That(reply.Symbols, Is.Not.Empty);
    }

    [TestCase("Check(\"a\", points: \"3\", \"title\", async () => { await Task.Yield(); });", "CS1503", 1, "points: 3")]
    [TestCase("Check(\"a\", points: 3, \"title\", async () =>\n{\n    await Task.Yield();\n    Snippet.CallAsync<int>(\"F\");\n});", "CS4014", 4, "await Snippet.CallAsync")]
    [TestCase("Chekc(\"a\", points: 3, \"title\", async () => { await Task.Yield(); });", "CS0103", 1, "Check")]
    [TestCase("Check(\"a\", point: 3, \"title\", async () => { await Task.Yield(); });", "CS1739", 1, "points")]
    [TestCase("#load \"other.csx\"", "LAB010", 1, "Delete this line")]
    public void A_mistake_keeps_Roslyns_words_and_gets_a_hint(string source, string id, int line, string hint)
    {
        var reply = Bench.Checks(source, JudgeFolder);
        Assert.That(reply.Assembly, Is.Null);
        var one = reply.Diagnostics.FirstOrDefault(one => one.Id == id);
        Assert.That(one, Is.Not.Null, Bench.Text(reply));
        Assert.That((one!.Line, one.Hint), Is.EqualTo((line, one.Hint)));
        Assert.That(one.Hint, Does.Contain(hint), Bench.Text(reply));
    }
}
