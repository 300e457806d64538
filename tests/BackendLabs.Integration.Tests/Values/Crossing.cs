namespace BackendLabs.Integration.Tests.Values;

/// <summary>A value that goes from a check to a snippet and back, and how a check sees that nothing of it was lost.</summary>
/// <param name="Type">As an entry's parameter and result.</param>
/// <param name="Sent">An expression of that type.</param>
/// <param name="Holds">A condition over <c>sent</c> and <c>got</c>.</param>
internal sealed record Crossing(string Title, string Type, string Sent, string Holds = "Equals(got, sent)")
{
    public const string Contract = """
        public enum Mood { Calm, Busy = 7 }
        public record Inner(int Number, string? Text);
        public record Outer(Inner One, List<Inner> Many, Dictionary<string, Inner> ByName, Mood Mood, DateTime When, Inner? None);
        public class Plain { public int Number { get; set; } public string Field = ""; }
        public record struct Point(int X, int Y);
        """;

    public static IReadOnlyList<Crossing> All { get; } =
    [
        new("A record", "Inner", "new Inner(7, \"tea\")"),
        new("A record with null in it", "Inner", "new Inner(7, null)"),
        new("A record struct", "Point", "new Point(-1, int.MaxValue)"),
        new("A class with a property and a field", "Plain", "new Plain { Number = 3, Field = \"kept\" }", "got!.Number == 3 && got.Field == \"kept\""),
        new("A record of records, lists, dictionaries and null", "Outer",
            "new Outer(new(1, \"a\"), [new(2, \"b\"), new(3, null)], new() { [\"x\"] = new(4, \"d\") }, Mood.Busy, new DateTime(2024, 2, 29, 1, 2, 3, DateTimeKind.Utc), null)",
            "got!.One == sent.One && got.Many.SequenceEqual(sent.Many) && got.ByName.SequenceEqual(sent.ByName) && got.Mood == Mood.Busy && got.When == sent.When && got.None is null"),
        new("A list", "List<int>", "[3, 1, 2]", "got!.SequenceEqual(sent)"),
        new("An empty list", "List<int>", "[]", "got!.Count == 0"),
        new("A read-only list of records", "IReadOnlyList<Inner>", "new List<Inner> { new(1, \"a\"), new(2, null) }", "got!.SequenceEqual(sent)"),
        new("A list of lists", "List<List<string>>", "[[\"a\"], [], [\"b\", \"c\"]]", "got!.Count == 3 && got[2].SequenceEqual(sent[2]) && got[1].Count == 0"),
        new("A set", "HashSet<string>", "[\"a\", \"b\"]", "got!.SetEquals(sent)"),
        new("A dictionary by text", "Dictionary<string, decimal>", "new() { [\"a b\"] = 1.10m, [\"\"] = 0m }", "got!.Count == 2 && got[\"a b\"].ToString() == \"1.10\" && got[\"\"] == 0m"),
        new("A dictionary by number", "Dictionary<int, string>", "new() { [-1] = \"x\", [7] = \"y\" }", "got!.Count == 2 && got[-1] == \"x\" && got[7] == \"y\""),
        new("A tuple with names", "(int Id, string? Name)", "(7, \"tea\")"),
        new("A tuple with null", "(int Id, string? Name)", "(7, null)"),
        new("A tuple in a tuple", "(Inner First, (int, decimal) Second)", "(new Inner(1, \"a\"), (2, 1.50m))", "got == sent && got.Second.Item2.ToString() == \"1.50\""),
        new("A list of tuples", "List<(string Name, int Count)>", "[(\"a\", 1), (\"b\", 2)]", "got!.SequenceEqual(sent)"),
        new("A DateTime of UTC", "DateTime", "new DateTime(2024, 2, 29, 23, 59, 59, DateTimeKind.Utc).AddTicks(1234567)", "got.Ticks == sent.Ticks && got.Kind == DateTimeKind.Utc"),
        new("A DateTime of no zone", "DateTime", "new DateTime(2024, 2, 29, 23, 59, 59, DateTimeKind.Unspecified).AddTicks(1)", "got.Ticks == sent.Ticks && got.Kind == DateTimeKind.Unspecified"),
        new("A DateTime of the local zone", "DateTime", "new DateTime(2024, 7, 1, 12, 0, 0, DateTimeKind.Local)", "got.ToUniversalTime() == sent.ToUniversalTime() && got.Kind == DateTimeKind.Local"),
        new("A DateTimeOffset", "DateTimeOffset", "new DateTimeOffset(2024, 2, 29, 23, 59, 59, 123, TimeSpan.FromMinutes(330)).AddTicks(7)", "got.EqualsExact(sent)"),
        new("The first DateTimeOffset", "DateTimeOffset", "DateTimeOffset.MinValue", "got.EqualsExact(sent)"),
        new("A DateOnly", "DateOnly", "new DateOnly(2024, 2, 29)"),
        new("A TimeOnly", "TimeOnly", "new TimeOnly(23, 59, 59, 999)"),
        new("A TimeSpan", "TimeSpan", "TimeSpan.FromTicks(-987654321)"),
        new("The longest TimeSpan", "TimeSpan", "TimeSpan.MaxValue"),
        new("A Guid", "Guid", "new Guid(\"6f9619ff-8b86-d011-b42d-00c04fc964ff\")"),
        new("A decimal with its scale", "decimal", "1.00m", "got.ToString(CultureInfo.InvariantCulture) == \"1.00\""),
        new("The largest decimal", "decimal", "decimal.MaxValue"),
        new("The finest decimal", "decimal", "-0.0000000000000000000000000001m"),
        new("A double", "double", "0.1 + 0.2"),
        new("A double that is no number", "double", "double.NaN", "double.IsNaN(got)"),
        new("An infinite double", "double", "double.NegativeInfinity"),
        new("A negative zero", "double", "-0.0", "double.IsNegative(got)"),
        new("The smallest double", "double", "double.Epsilon"),
        new("A float", "float", "float.MaxValue"),
        new("The largest long", "long", "long.MaxValue"),
        new("The largest ulong", "ulong", "ulong.MaxValue"),
        new("A byte array", "byte[]", "Enumerable.Range(0, 256).Select(b => (byte)b).ToArray()", "got!.SequenceEqual(sent)"),
        new("An empty byte array", "byte[]", "[]", "got!.Length == 0"),
        new("An enum", "Mood", "Mood.Busy"),
        new("An enum without a name", "Mood", "(Mood)99"),
        new("A number that is null", "int?", "null"),
        new("A number that may be null", "int?", "5"),
        new("A text that is null", "string?", "null"),
        new("A record that is null", "Inner?", "null"),
        new("An empty text", "string", "\"\""),
        new("A character", "char", "'ß'"),
        new("A truth", "bool", "true"),
        new("Text of many scripts", "string", "\"żółć 漢字 👩🏽‍🚀 e\\u0301 \\u200f עברית \\u0000 \\\" \\\\ \\n <b>&amp;</b>\""),
        new("A long text", "string", "new string('x', 300_000) + \"end\""),
    ];

    public string Id(int number) => "value-" + number;

    /// <summary>What a test is called.</summary>
    public override string ToString() => Title;
}
