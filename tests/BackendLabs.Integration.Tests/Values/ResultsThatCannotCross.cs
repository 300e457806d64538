using BackendLabs.Contract;
using BackendLabs.Labs;
using BackendLabs.Testing;

namespace BackendLabs.Integration.Tests.Values;

/// <summary>A result without end, or too deep or large, is the snippet's error in words; it costs neither judge nor grader anything.</summary>
internal sealed class ResultsThatCannotCross : LiveRunner
{
    private static readonly Lab Nodes = new SmallLab
    {
        Contract = "public class Node { public string Text { get; set; } = \"\"; public Node? Next { get; set; } }",
        Entries = ["Node Give(int depth)", "IEnumerable<int> Many()", "IAsyncEnumerable<int> ManyLater()"],
        Checks = """
            Check("node", points: 1, "gives a node", async () =>
                Expect((await Snippet.CallAsync<Node>("Give", 1))!.Text, Is.EqualTo("1"), "The text."));
            Check("many", points: 1, "gives many", async () =>
                Expect(await Snippet.CallAsync<List<int>>("Many"), Is.EqualTo(new[] { 1 }), "The items."));
            Check("many-later", points: 1, "gives many later", async () =>
                Expect(await Snippet.CallAsync<List<int>>("ManyLater"), Is.EqualTo(new[] { 1 }), "The items."));
            """,
        Reference = Good("Node Give(int depth) => new() { Text = \"1\" };"),
    }.Read();

    [TestCase("Node Give(int depth) { var node = new Node(); node.Next = node; return node; }", "depth", TestName = "A result that contains itself is an error that says so")]
    [TestCase("Node Give(int depth) { var node = new Node(); for (var i = 0; i < 100; i++) node = new Node { Next = node }; return node; }", "depth", TestName = "A result a hundred levels deep is an error that says so")]
    [TestCase("Node Give(int depth) => new() { Text = new string('x', 2_000_000) };", "larger than 1024 KB", TestName = "A result of two megabytes is an error that says so")]
    public async Task Node(string give, string words) => await AssertErrorAsync(Good(give), "node", words);

    [Test]
    public async Task A_sequence_without_end_is_an_error_that_says_so() => await AssertErrorAsync(
        Good("Node Give(int depth) => new() { Text = \"1\" };", many: "while (true) yield return 1;"), "many", "larger than 1024 KB");

    [Test]
    public async Task A_stream_without_end_is_an_error_that_says_so() => await AssertErrorAsync(
        Good("Node Give(int depth) => new() { Text = \"1\" };", manyLater: "while (true) { yield return 1; await Task.Yield(); }"), "many-later", "no end");

    private async Task AssertErrorAsync(string snippet, string check, string words)
    {
        var report = await RunAsync(Nodes, snippet);

        var status = report.Checks.Single(result => result.Id == check).Status;
        Assert.That(status, Is.TypeOf<CheckStatus.RuntimeError>(), () => Words.Of(report));
        Assert.That(((CheckStatus.RuntimeError)status).Message, Does.Contain(words));
        Assert.That(report.Score, Is.EqualTo(2), "The other checks pass.");
        await AssertServesAsync(Nodes);
    }

    private static string Good(string give, string many = "yield return 1;", string manyLater = "yield return 1; await Task.Yield();") =>
        $"{give}\nIEnumerable<int> Many() {{ {many} }}\nasync IAsyncEnumerable<int> ManyLater() {{ {manyLater} }}\n";
}
