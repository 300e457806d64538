using BackendLabs.Labs;
using BackendLabs.Testing;

namespace BackendLabs.Integration.Tests.Values;

/// <summary>What a check compares is its own type, made from data: a type of the snippet has no say in it.</summary>
internal sealed class TypesThatLie : LiveRunner
{
    private static readonly Lab Prices = new SmallLab
    {
        Contract = "public record Price(int Id, decimal Amount);\npublic interface IShelf { int Count { get; } }",
        Entries = ["Price Find(int id)", "IReadOnlyList<Price> All()", "object Anything()"],
        Checks = """
            decimal amount = 0;
            Given(seed => amount = seed.Money());
            Check("find", points: 1, "finds a price", async () =>
                Expect(await Snippet.CallAsync<Price>("Find", 7), Is.EqualTo(new Price(7, amount)), "The price."));
            Check("all", points: 1, "finds all", async () =>
                Expect(await Snippet.CallAsync<List<Price>>("All"), Has.Count.EqualTo(2).And.All.EqualTo(new Price(7, amount)), "The prices."));
            Check("anything", points: 1, "finds anything", async () =>
                Expect(await Snippet.CallAsync<Price>("Anything"), Is.EqualTo(new Price(7, amount)), "The price."));
            """,
        Reference = "Price Find(int id) => new(id, 0);\nIReadOnlyList<Price> All() => [];\nobject Anything() => 0;",
    }.Read();

    private const string Rest = "\nIReadOnlyList<Price> All() => [Find(7), Find(7)];\nobject Anything() => Find(7);\n";

    [TestCase("Price Find(int id) => new Same();\nrecord Same() : Price(0, 0) { public virtual bool Equals(Same? other) => true; public override int GetHashCode() => 0; public override string ToString() => \"Price { Id = 7 }\"; }", TestName = "Equals and ToString")]
    [TestCase("Price Find(int id) => new Same();\nrecord Same() : Price(0, 0) { public new int Id => 7; public new decimal Amount => 1; }", TestName = "A derived record that hides properties")]
    [TestCase("using System.Text.Json.Serialization;\nPrice Find(int id) => new Same();\n[JsonConverter(typeof(Converter))] record Same() : Price(0, 0);\nclass Converter : JsonConverter<Same> { public override Same Read(ref Utf8JsonReader r, Type t, JsonSerializerOptions o) => new(); public override void Write(Utf8JsonWriter w, Same v, JsonSerializerOptions o) => w.WriteRawValue(\"{\\\"Id\\\":7}\"); }", TestName = "A JSON converter")]
    [TestCase("using System.Text.Json.Serialization;\nPrice Find(int id) => new Same();\nrecord Same() : Price(0, 0), IJsonOnSerializing { public void OnSerializing() => Console.WriteLine(\"now\"); }", TestName = "A hook of the serialiser")]
    public async Task Gains_nothing(string snippet)
    {
        var report = await RunAsync(Prices, snippet + Rest);

        Assert.That(report.Verdict, Is.TypeOf<Verdict.Failed>(), () => Words.Of(report));
        Assert.That(report.Score, Is.Zero, () => Words.Of(report));
    }

    [Test]
    public async Task The_contracts_type_declared_again_does_not_compile()
    {
        var report = await RunAsync(Prices, "record Price(int Id, decimal Amount);\nPrice Find(int id) => new(7, 1);" + Rest);

        Assert.That(report.Verdict, Is.TypeOf<Verdict.CompileError>(), () => Words.Of(report));
    }

    [Test]
    public async Task Bytes_on_the_hosts_own_descriptors_are_no_answer()
    {
        var report = await RunAsync(Prices, """
            using System.IO;
            Price Find(int id)
            {
                for (var fd = 0; fd < 200; fd++)
                {
                    try
                    {
                        using var file = new FileStream(new Microsoft.Win32.SafeHandles.SafeFileHandle(fd, ownsHandle: false), FileAccess.Write, 1);
                        file.Write(Encoding.UTF8.GetBytes("\u0001\u0000\u0000\u0000{"));
                    }
                    catch (Exception) { }
                }
                return new(7, 0);
            }
            """ + Rest);

        Assert.That(report.Verdict, Is.Not.TypeOf<Verdict.Passed>().And.Not.TypeOf<Verdict.InfrastructureError>(), () => Words.Of(report));
        Assert.That(report.Score, Is.Zero);
    }
}
