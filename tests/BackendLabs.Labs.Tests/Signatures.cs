using BackendLabs.Labs.Reading;

namespace BackendLabs.Labs.Tests;

public sealed class Signatures
{
    [TestCase("int Answer()", "int", "Answer", "")]
    [TestCase("void Configure(WebApplication app)", "void", "Configure", "WebApplication app")]
    [TestCase("Task<List<Product?>>  Find( SqliteConnection db,string? name )", "Task<List<Product?>>", "Find", "SqliteConnection db|string? name")]
    [TestCase("Dictionary<string,int[,]>[] Count(byte[]? data)", "Dictionary<string, int[,]>[]", "Count", "byte[]? data")]
    [TestCase("(int Sum, string) Add((int, int?) pair)", "(int Sum, string)", "Add", "(int, int?) pair")]
    [TestCase("System.Threading.Tasks.Task Go(Outer<int>.Inner x)", "System.Threading.Tasks.Task", "Go", "Outer<int>.Inner x")]
    [TestCase("IAsyncEnumerable<Größe> Alle()", "IAsyncEnumerable<Größe>", "Alle", "")]
    public void A_signature_is_read_as_CSharp_reads_it(string text, string returns, string name, string parameters)
    {
        var (entry, fault) = Signature.Read(text);
        Assert.That(fault, Is.Null);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(entry!.Signature, Is.EqualTo(text));
            Assert.That(entry.ReturnType, Is.EqualTo(returns));
            Assert.That(entry.Name, Is.EqualTo(name));
            Assert.That(string.Join('|', entry.Parameters.Select(parameter => $"{parameter.Type} {parameter.Name}")), Is.EqualTo(parameters));
        }
    }

    [TestCase("", 0, "a type is expected here")]
    [TestCase("Answer()", 6, "the method's name is expected here, not `(`")]
    [TestCase("int Answer", 10, "`(` is missing after the method's name")]
    [TestCase("int Answer(", 11, "a type is expected here")]
    [TestCase("int Answer(int a", 16, "`)` is missing after the parameters")]
    [TestCase("int Answer();", 12, "a signature ends after its `)`, but `;` follows")]
    [TestCase("int Answer() => 1", 13, "a signature ends after its `)`, but `=` follows")]
    [TestCase("async Task Go()", 0, "the modifier `async` does not belong in an entry")]
    [TestCase("public int Go()", 0, "the modifier `public` does not belong in an entry")]
    [TestCase("int Go(ref int a)", 7, "the modifier `ref` does not belong in an entry")]
    [TestCase("int Go(int a = 3)", 13, "a parameter of an entry has no default")]
    [TestCase("T Go<T>(T a)", 4, "an entry cannot be generic")]
    [TestCase("int Go(void a)", 7, "`void` is the type of nothing but a method")]
    [TestCase("int Go(int a, int a)", 18, "two parameters are named `a`")]
    [TestCase("int string()", 4, "`string` is a keyword of C# and cannot be the method's name")]
    [TestCase("(int) Go()", 0, "a tuple has two elements or more")]
    [TestCase("List<int Go()", 9, "`>` is missing after the type's arguments")]
    public void A_mistake_in_a_signature_is_named_where_it_is(string text, int at, string message)
    {
        var (_, fault) = Signature.Read(text);
        Assert.That((fault!.At, fault.Message), Is.EqualTo((at, message)));
        Assert.That(fault.Suggestion, Is.Not.Empty);
    }
}
