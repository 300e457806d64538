using System.Text;
using BackendLabs.SnippetHost.Services.Sqlite;

namespace BackendLabs.SnippetHost.Tests.Tracing;

internal sealed class ValuesOfParameters
{
    [TestCase("select 1", null, "")]
    [TestCase("select $id", "select 7", "$id = 7")]
    [TestCase("select @a, :b, ?3", "select -1.5e+10, NULL, x'00ff'", "@a = -1.5e+10, :b = NULL, ?3 = x'00ff'")]
    [TestCase("select ?, ?", "select 1, 2", "? = 1, ? = 2")]
    [TestCase("select $n, $n", "select 'it''s', 'it''s'", "$n = 'it''s'")]
    [TestCase("select '$no', \"$no\", [$no], $id", "select '$no', \"$no\", [$no], 7", "$id = 7")]
    [TestCase("select 1 -- $no\n, $id /* $no */", "select 1 -- $no\n, 7 /* $no */", "$id = 7")]
    [TestCase("select 'never ended $id", "select 'never ended $id", "")]
    [TestCase("select $id", "select 'never ended", "$id = 'never ended")]
    [TestCase("select $id", "select ", "")]
    [TestCase("select 'é', $größe", "select 'é', 'ß'", "$größe = 'ß'")]
    [TestCase("select $a", "select '€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€'", "$a = '€€€€€€€€€€€€€€€€€€€€€€…")]
    public void Are_read_from_the_expanded_statement(string sql, string? expanded, string shown) =>
        Assert.That(Of(sql, expanded), Is.EqualTo(shown));

    [Test]
    public void Are_cut_when_they_are_long()
    {
        var shown = Of("select $a, $b, $c, $d", $"select '{new string('x', 999)}', '{new string('y', 99)}', '{new string('z', 99)}', 1");
        Assert.That(shown, Has.Length.LessThan(110).And.StartsWith("$a = 'xxx").And.EndsWith("…"));
    }

    private static string Of(string sql, string? expanded) =>
        StatementParameters.Of(Encoding.UTF8.GetBytes(sql), Encoding.UTF8.GetBytes(expanded ?? ""));
}
