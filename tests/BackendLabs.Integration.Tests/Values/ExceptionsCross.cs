using BackendLabs.Contract;
using BackendLabs.Labs;
using BackendLabs.Testing;

namespace BackendLabs.Integration.Tests.Values;

/// <summary>An exception crosses as type, message, inner exceptions and the snippet's own lines, whatever its type does.</summary>
internal sealed class ExceptionsCross : LiveRunner
{
    /// <summary>The check tells what it got by the message that it fails with.</summary>
    private static readonly Lab Throws = new SmallLab
    {
        Entries = ["Task<int> Throw()"],
        Checks = """
            string Say(SnippetFailure? failure) => failure is null ? "nothing"
                : $"{failure.Type}|{failure.Message.Length}|{failure.Message[..Math.Min(40, failure.Message.Length)]}|{string.Join(",", failure.Lines)}|{Say(failure.Inner)}";
            Check("says", points: 1, "says what was thrown", async () => Fail(Say(await Snippet.FailureAsync("Throw"))));
            """,
        Reference = "Task<int> Throw() => Task.FromResult(1);",
    }.Read();

    [TestCase("Task<int> Throw() =>\n    throw new ArgumentException(\"too old\");", "System.ArgumentException|7|too old|2|nothing", TestName = "Type, message and line")]
    [TestCase("async Task<int> Throw()\n{\n    await Task.Yield();\n    return Deeper();\n}\nint Deeper() =>\n    throw new TimeoutException(\"late\");", "System.TimeoutException|4|late|7,4|nothing", TestName = "The lines of every method on the way, innermost first")]
    [TestCase("Task<int> Throw()\n{\n    try { throw new FormatException(\"in\"); }\n    catch (Exception e) { throw new InvalidOperationException(\"out\", e); }\n}", "System.InvalidOperationException|3|out|4|System.FormatException|2|in|3|nothing", TestName = "An inner exception with its own line")]
    [TestCase("Task<int> Throw() => throw new OutOfStock(7);\nclass OutOfStock(int left) : Exception($\"{left} left\");", "OutOfStock|6|7 left|1|nothing", TestName = "A type of the snippet by its own name")]
    [TestCase("Task<int> Throw() => Task.FromException<int>(new AggregateException(new FormatException(\"only\")));", "System.FormatException|4|only||nothing", TestName = "The only exception of an aggregate")]
    [TestCase("Task<int> Throw() => throw new Loud();\nclass Loud : Exception { public override string Message => throw new InvalidOperationException(); }", "Loud|45|(its Message threw InvalidOperationExcep|1|nothing", TestName = "A type whose Message throws")]
    [TestCase("Task<int> Throw() => throw new Silent();\nclass Silent : Exception { public override string Message => null!; }", "Silent|0||1|nothing", TestName = "A type whose Message is null")]
    [TestCase("Task<int> Throw() => throw new Exception(new string('x', 50_000_000));", "System.Exception|4001|xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx|1|nothing", TestName = "A message of a hundred megabytes, cut")]
    [TestCase("Task<int> Throw() => throw new Liar();\nclass Liar : Exception { public override string StackTrace => \"at Elsewhere:line 99\"; public override string ToString() => \"all is well\"; public override string Message => \"I lie\"; }", "Liar|5|I lie|1|nothing", TestName = "A type that lies about its stack and its text")]
    public async Task Crosses(string snippet, string said)
    {
        var report = await RunAsync(Throws, snippet);

        Assert.That(report.Checks[0].Status, Is.TypeOf<CheckStatus.Failed>(), () => Words.Of(report));
        Assert.That(((CheckStatus.Failed)report.Checks[0].Status).Message, Is.EqualTo(said));
    }

    [Test]
    public async Task Ten_thousand_inner_exceptions_are_cut()
    {
        var report = await RunAsync(Throws, """
            Task<int> Throw()
            {
                Exception all = new("0");
                for (var i = 1; i < 10_000; i++)
                    all = new Exception(i.ToString(), all);
                throw all;
            }
            """);

        Assert.That(report.Checks[0].Status, Is.TypeOf<CheckStatus.Failed>(), () => Words.Of(report));
        Assert.That(((CheckStatus.Failed)report.Checks[0].Status).Message.Split('|'), Has.Length.LessThan(40));
    }

    [Test]
    public async Task A_Message_that_never_returns_is_a_time_limit()
    {
        var report = await RunAsync(Throws, "Task<int> Throw() => throw new Slow();\nclass Slow : Exception { public override string Message { get { while (true); } } }");

        Assert.That(report.Verdict, Is.TypeOf<Verdict.TimeLimit>(), () => Words.Of(report));
    }
}
