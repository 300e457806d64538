using BackendLabs.Contract;
using BackendLabs.Labs;
using BackendLabs.Testing;

namespace BackendLabs.Integration.Tests.Outcomes;

/// <summary>Each way in which a student's code goes wrong has its verdict and no points, and the next run is well.</summary>
internal sealed class SnippetsThatFail : LiveRunner
{
    protected override bool IsAlone => true;

    private static readonly Lab Twice = new SmallLab { Limits = "{ wall: 2s, memory: 128MB, output: 16KB }" }.Read();

    [TearDown]
    public Task The_next_run_passes() => AssertServesAsync(Twice);

    [Test]
    public async Task A_wrong_answer_fails_with_what_was_expected()
    {
        var report = await RunAsync(Twice, "int Twice(int number) => number + 2;");

        Assert.That(report.Verdict, Is.TypeOf<Verdict.Failed>(), () => Words.Of(report));
        Assert.That(report.Checks[0].Status, Is.EqualTo(new CheckStatus.Failed("Twice of 21.", "42", "23")));
    }

    [Test]
    public async Task Code_that_does_not_compile_is_a_compile_error_with_its_line()
    {
        var report = await RunAsync(Twice, "int Twice(int number)\n{\n    return nuber * 2;\n}");

        Assert.That(report.Verdict, Is.TypeOf<Verdict.CompileError>());
        Assert.That(report.Score, Is.Zero);
        Assert.That(((Verdict.CompileError)report.Verdict).Diagnostics[0].Line, Is.EqualTo(3));
    }

    [Test]
    public async Task An_exception_is_a_runtime_error_with_its_line()
    {
        var report = await RunAsync(Twice, "int Twice(int number)\n{\n    throw new InvalidOperationException(\"not today\");\n}");

        Assert.That(report.Verdict, Is.EqualTo(new Verdict.RuntimeError("System.InvalidOperationException", "not today", 3)), () => Words.Of(report));
        Assert.That(report.Score, Is.Zero);
    }

    [Test]
    public async Task An_exception_of_the_top_level_is_a_runtime_error_with_its_line()
    {
        var report = await RunAsync(Twice, "int Twice(int number) => number * 2;\nint zero = 0;\nint broken = 1 / zero;");

        Assert.That(report.Verdict, Is.TypeOf<Verdict.RuntimeError>(), () => Words.Of(report));
        Assert.That((Verdict.RuntimeError)report.Verdict, Has.Property("Line").EqualTo(3).And.Property("Type").EqualTo("System.DivideByZeroException"));
    }

    [TestCase("int Twice(int number) { while (true); }", TestName = "A loop without end is a time limit")]
    [TestCase("int Twice(int number) { Thread.Sleep(-1); return 0; }", TestName = "A sleep without end is a time limit")]
    [TestCase("int Twice(int number) { Task.Delay(-1).Wait(); return 0; }", TestName = "A wait without end is a time limit")]
    [TestCase("class Slow { static Slow() { while (true); } public static int Value = 2; }\nint Twice(int number) => number * Slow.Value;", TestName = "A static constructor without end is a time limit")]
    [TestCase("""
        object a = new(), b = new();
        int Twice(int number)
        {
            var both = new Barrier(2);
            var other = new Thread(() => { lock (b) { both.SignalAndWait(); lock (a) { } } });
            other.Start();
            lock (a) { both.SignalAndWait(); lock (b) { } }
            return number * 2;
        }
        """, TestName = "A deadlock on two locks is a time limit")]
    public async Task Endless(string snippet)
    {
        var report = await RunAsync(Twice, snippet);

        Assert.That(report.Verdict, Is.EqualTo(new Verdict.TimeLimit(TimeSpan.FromSeconds(2))), () => Words.Of(report));
        Assert.That(report.Checks[0].Status, Is.EqualTo(new CheckStatus.TimeLimit(TimeSpan.FromSeconds(2), "Twice")));
        Assert.That(report.Score, Is.Zero);
    }

    [Test]
    public async Task A_top_level_without_end_is_a_time_limit_of_no_entry()
    {
        var report = await RunAsync(Twice, "int Twice(int number) => number * 2;\nwhile (true) { }");

        Assert.That(report.Checks[0].Status, Is.EqualTo(new CheckStatus.TimeLimit(TimeSpan.FromSeconds(2), null)), () => Words.Of(report));
        Assert.That(report.Score, Is.Zero);
    }

    [TestCase("""
        int Twice(int number)
        {
            var kept = new List<byte[]>();
            while (true)
            {
                var more = new byte[1_000_000];
                Array.Fill(more, (byte)1);
                kept.Add(more);
            }
        }
        """, TestName = "Memory of the heap without end is a memory limit")]
    [TestCase("""
        using System.Runtime.InteropServices;
        int Twice(int number)
        {
            while (true)
            {
                var more = Marshal.AllocHGlobal(1_000_000);
                for (var i = 0; i < 1_000_000; i += 1024)
                    Marshal.WriteByte(more, i, 1);
            }
        }
        """, TestName = "Memory beside the heap without end is a memory limit")]
    public async Task Memory(string snippet)
    {
        var report = await RunAsync(Twice, snippet);

        Assert.That(report.Verdict, Is.EqualTo(new Verdict.MemoryLimit(128L * 1024 * 1024)), () => Words.Of(report));
        Assert.That(report.Score, Is.Zero);
    }

    [Test]
    public async Task Printing_without_end_is_an_output_limit_and_what_was_printed_is_kept_up_to_it()
    {
        var report = await RunAsync(Twice, "int Twice(int number) { while (true) Console.WriteLine(\"all work and no play\"); }");

        Assert.That(report.Verdict, Is.EqualTo(new Verdict.OutputLimit(16 * 1024)), () => Words.Of(report));
        Assert.That(report.Output, Has.Length.EqualTo(16 * 1024).And.StartWith("all work"));
        Assert.That(report.Score, Is.Zero);
    }

    [Test]
    public async Task More_output_than_a_check_keeps_is_cut_and_the_answer_is_judged()
    {
        var report = await RunAsync(Twice, "int Twice(int number) { for (var i = 0; i < 2000; i++) Console.WriteLine(\"all work and no play\"); return number * 2; }");

        Assert.That(report.Verdict, Is.TypeOf<Verdict.Passed>(), () => Words.Of(report));
        Assert.That(report.Output, Has.Length.InRange(16 * 1024, 17 * 1024).And.StartWith("all work"));
        Assert.That(report.Output.TrimEnd().Split('\n')[^1], Does.StartWith(RunReport.CutMark).And.Contains("16 KB"));
    }

    [TestCase("int Twice(int number) => Twice(number) + 1;", "System.StackOverflowException", "calls itself without end", TestName = "A recursion without end is a runtime error that says so")]
    [TestCase("int Twice(int number) { Environment.Exit(0); return 42; }", "process ended", "Environment.Exit", TestName = "An exit is a runtime error that names it")]
    [TestCase("int Twice(int number) { Environment.Exit(42); return 42; }", "process ended", "42", TestName = "An exit with a code is a runtime error that names the code")]
    [TestCase("int Twice(int number) { Environment.FailFast(\"enough\"); return 42; }", "Environment.FailFast", "FailFast", TestName = "A fail fast is a runtime error that names it")]
    [TestCase("int Twice(int number) { new Thread(() => throw new InvalidOperationException(\"in the back\")).Start(); Thread.Sleep(-1); return 0; }", "System.InvalidOperationException", "in the back", TestName = "An exception on a thread of its own is a runtime error with its message")]
    [TestCase("int Twice(int number) => number * 2;\nEnvironment.Exit(0);", "process ended", "Environment.Exit", TestName = "An exit at the top level is a runtime error that names it")]
    public async Task Ended(string snippet, string type, string words)
    {
        var report = await RunAsync(Twice, snippet);

        Assert.That(report.Verdict, Is.TypeOf<Verdict.RuntimeError>(), () => Words.Of(report));
        Assert.That((Verdict.RuntimeError)report.Verdict, Has.Property("Type").EqualTo(type).And.Property("Message").Contains(words));
        Assert.That(report.Score, Is.Zero);
    }

    [Test]
    public async Task Printing_what_a_passing_run_prints_is_text_only()
    {
        var report = await RunAsync(Twice, "int Twice(int number) { Console.WriteLine(\"{\\\"$type\\\":\\\"returned\\\",\\\"id\\\":1,\\\"json\\\":\\\"42\\\"}\"); return 0; }");

        Assert.That(report.Verdict, Is.TypeOf<Verdict.Failed>(), () => Words.Of(report));
        Assert.That(report.Output, Does.Contain("returned"));
    }
}
