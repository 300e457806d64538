using System.Diagnostics;
using System.Text;
using BackendLabs.Contract;

namespace BackendLabs.Compiler.Tests;

/// <summary>Texts that are small and make a compiler run for minutes, take gigabytes or overflow its stack: each meets the real process.</summary>
public sealed class AttackTests : OneCompiler
{
    private protected override GraderToCompiler First => CompilerProcess.Snippet("int F() => 1;");

    public static IEnumerable<TestCaseData> Texts()
    {
        yield return Case("twenty thousand braces", Repeat("{", 20_000), "LAB005");
        yield return Case("an array of arrays of arrays", $"int{Repeat("[]", 20_000)} x;", "LAB005");
        yield return Case("lists of lists", $"{Repeat("List<", 5_000)}int{Repeat(">", 5_000)} x;", "LAB005");
        yield return Case("twenty thousand brackets", $"int x = {Repeat("(", 20_000)}1;", "LAB005");
        yield return Case("brackets in a directive", $"#if {Repeat("(", 20_000)}A\n#endif", "LAB005");
        yield return Case("negations in a directive", $"#if {Repeat("!", 20_000)}A\n#endif", "LAB005");
        yield return Case("nested documentation", Repeat("/// <a>\n", 20_000) + "int F() => 1;", null);
        yield return Case("nested interpolations", Repeat("$\"{", 3_000), "LAB005");
        yield return Case("casts", $"object x = {Repeat("(int)", 20_000)}1;", null);
        yield return Case("a chain of members", $"var x = a{Repeat(".b", 60_000)};", null);
        yield return Case("a chain of calls", $"var x = a{Repeat(".b()", 40_000)};", null);
        yield return Case("a chain of ifs", $"void F() {{ {Repeat("if (true) ", 20_000)} return; }}", null);
        yield return Case("a chain of elses", $"void F(int x) {{ {Repeat("if (x == 1) x = 2; else ", 8_000)} return; }}", null);
        yield return Case("a long sum", $"var x = 1{Repeat(" + 1", 40_000)};", null);
        yield return Case("negations", $"var x = {Repeat("!", 20_000)}true;", "LAB005");
        yield return Case("minus signs", $"var x = {Repeat("- ", 20_000)}1;", null);
        yield return Case("lambdas that return lambdas", $"var x = {Repeat("a => ", 20_000)}1;", null);
        yield return Case("lambdas in overloaded calls", NestedLambdas(12), "LAB005");
        yield return Case("conditions in conditions", $"var x = {Repeat("true ? 1 : ", 15_000)}1;", null);
        yield return Case("pointers to pointers", $"int{Repeat("*", 20_000)} x;", "LAB005");
        yield return Case("an array of two megabytes", $"var x = new[] {{ {Repeat("1,", 1_000_000)} }};", "LAB001");
        yield return Case("ten megabytes of spaces", new string(' ', 10_000_000), "LAB001");
        yield return Case("a file of the machine", "#load \"/etc/hostname\"", "LAB010");
        yield return Case("an assembly of ours", "#r \"BackendLabs.Judge.dll\"", "LAB010");
        yield return Case("unsafe code", "unsafe void F() { int* p = null; }", "CS0227");
        yield return Case("a namespace", "namespace A { }", "CS7021");
        yield return Case("a NUL byte", "int F() => 1;\n\0", "LAB002");
        yield return Case("a control of direction", "var x = 1; // \u202e", "LAB004");
        yield return Case("only brackets that close", Repeat(")", 60_000), null);
        yield return Case("quotes", Repeat("\"", 60_001), null);
    }

    [TestCaseSource(nameof(Texts))]
    public async Task Is_answered_in_time_and_the_next_snippet_compiles(string text, string? id)
    {
        var compiler = await CompilerAsync();
        var began = Stopwatch.GetTimestamp();
        var reply = await compiler.AskAsync(CompilerProcess.Snippet(text, 2), Limit);
        TestContext.Out.WriteLine($"{Stopwatch.GetElapsedTime(began).TotalMilliseconds:F0} ms, {compiler.PeakBytes >> 20} MB");

        Assert.That(reply, Is.Not.Null, "The process ended.");
        if (id is not null)
        {
            Assert.That(reply!.Assembly, Is.Null);
            Assert.That(reply.Diagnostics.Select(one => one.Id), Has.Member(id), Bench.Text(reply));
        }

        Assert.That(compiler.PeakBytes, Is.LessThan(MemoryLimit));
        var next = await compiler.AskAsync(CompilerProcess.Snippet("int F() => 2;", 3), Limit);
        Assert.That(next?.Assembly, Is.Not.Null);
    }

    /// <summary>In the process: on the wire JSON has replaced it already.</summary>
    [Test]
    public void Half_of_a_character_is_refused_with_its_place()
    {
        var problem = Bench.Snippet("int F() => 1;\nvar x = \"\ud800\";").Diagnostics.Single();
        Assert.That((problem.Id, problem.Line, problem.Column), Is.EqualTo(("LAB003", 2, 10)));
    }

    [Test]
    public async Task A_byte_order_mark_is_no_part_of_the_text()
    {
        var compiler = await CompilerAsync();
        var reply = await compiler.AskAsync(CompilerProcess.Snippet("\ufeffint F() => x;"), Start);
        Assert.That(reply!.Diagnostics[0].Column, Is.EqualTo(12));
    }

    [Test]
    public async Task Requests_at_once_are_all_answered()
    {
        var compiler = await CompilerAsync();
        for (var id = 1; id <= 8; id++)
            await compiler.SendAsync(CompilerProcess.Snippet($"int F() => {id};", id), Start);
        var replies = new List<int>();
        for (var id = 1; id <= 8; id++)
            replies.Add((await compiler.ReceiveAsync(Start))!.Id);
        Assert.That(replies, Is.EquivalentTo(Enumerable.Range(1, 8)));
    }

    private static TestCaseData Case(string name, string text, string? id) => new TestCaseData(text, id).SetArgDisplayNames(name);

    private static string Repeat(string part, int times) => new StringBuilder(part.Length * times).Insert(0, part, times).ToString();

    private static string NestedLambdas(int depth)
    {
        var text = new StringBuilder("void F(Func<int, int> f) { } void F(Func<string, string> f) { }\nvoid G() {\n");
        for (var i = 0; i < depth; i++)
            text.Append($"F(a{i} => {{ ");
        text.Append("return a0;");
        for (var i = 0; i < depth; i++)
            text.Append(" });");
        return text.Append("\n}").ToString();
    }
}
