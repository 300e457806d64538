namespace BackendLabs.Compiler.Tests;

public sealed class ContractTests
{
    [TestCase("namespace Shop; public record Product(int Id);", 1, "a contract has types only")]
    [TestCase("public record Product(int Id);\nConsole.WriteLine();", 2, "A statement or method")]
    [TestCase("public record Product(int Id);\nint F() => 1;", 2, "A statement or method")]
    public void Only_types_are_let_in(string source, int line, string fragment)
    {
        var reply = Bench.Contract(source);
        Assert.That(reply.Assembly, Is.Null);
        Assert.That(reply.Diagnostics[0].Id, Is.EqualTo("LAB016"), Bench.Text(reply));
        Assert.That(reply.Diagnostics[0].Line, Is.EqualTo(line));
        Assert.That(reply.Diagnostics[0].Message, Does.Contain(fragment));
    }

    [Test]
    public void Every_kind_of_type_is_let_in_and_named_as_asked()
    {
        var reply = Bench.Contract(
            "public record A(List<int> Items); public class B { } public struct C { } public enum D { X } public interface E { } public delegate void F();",
            "Lab.Shop");
        Assert.That(reply.Assembly, Is.Not.Null, Bench.Text(reply));
        Assert.That(System.Reflection.Assembly.Load(reply.Assembly!).GetName().Name, Is.EqualTo("Lab.Shop"));
    }

    [Test]
    public void The_same_text_gives_the_same_bytes_and_another_text_another_name()
    {
        var first = Bench.Snippet("int F() => 1;");
        Assert.That(Bench.Snippet("int F() => 1;").Assembly, Is.EqualTo(first.Assembly));
        var other = Bench.Snippet("int F() => 2;");
        Assert.That(
            System.Reflection.Assembly.Load(other.Assembly!).FullName,
            Is.Not.EqualTo(System.Reflection.Assembly.Load(first.Assembly!).FullName));
    }

    [Test]
    public void Ten_errors_are_shown_at_most()
    {
        var reply = Bench.Snippet(string.Concat(Enumerable.Range(0, 30).Select(i => $"int F{i}() => unknown{i};\n")));
        Assert.That(reply.Diagnostics, Has.Count.EqualTo(10));
    }
}
