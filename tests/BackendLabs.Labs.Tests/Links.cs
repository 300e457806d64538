namespace BackendLabs.Labs.Tests;

public sealed class Links
{
    [TestCase("[a](#why-it-matters) and [b](#two-ways-1)")]
    [TestCase("[a](https://sqlite.org/lang_select.html#where \"SQL\") ![b](after.md) [c](../../_shared/shop)")]
    [TestCase("<https://redis.io/> [mail](mailto:labs@example.org) [w](https://en.wikipedia.org/wiki/Cache_(computing))")]
    [TestCase("`[a](nowhere.md)` and ``[b](`nowhere)``")]
    [TestCase("```csharp\nvar x = a[0](nowhere);\n```")]
    [TestCase("[ref]: https://sqlite.org \"SQLite\"")]
    public void A_link_that_leads_somewhere_is_fine(string markdown) =>
        Assert.That(Check(markdown), Is.Empty);

    [TestCase("see [a](#why-it-maters)", "7:9: No heading of this text has the anchor `#why-it-maters`. | Did you mean `#why-it-matters`?")]
    [TestCase("[a](befor.md)", "7:5: The link `befor.md` leads to no file.")]
    [TestCase("[a](../../../etc/passwd)", "7:5: The link `../../../etc/passwd` leads out of the labs.")]
    [TestCase("[a](/README.md)", "7:5: The link `/README.md` begins at no known folder.")]
    [TestCase("[a](https://)", "7:5: `https://` is no web address.")]
    [TestCase("[a](htps://sqlite.org)", "7:5: `htps://sqlite.org` is no web address.")]
    [TestCase("[a](javascript:alert(1))", "7:5: `javascript:alert(1)` is no web address.")]
    [TestCase("[a](http://sqlite)", "7:5: `sqlite` is no host that a reader can reach.")]
    [TestCase("[a]()", "7:5: The link leads nowhere.")]
    [TestCase("[ref]: nowhere.md", "7:8: The link `nowhere.md` leads to no file.")]
    public void A_link_that_leads_nowhere_is_named_with_its_place(string markdown, string expected) =>
        Assert.That(Check(markdown).Single(), Does.StartWith($"{LabRoot.Id}/README.md:{expected}"));

    [Test]
    public void A_check_that_is_not_there_is_named_where_a_file_speaks_of_it()
    {
        using var root = LabRoot.WithLab();
        var lab = root.ReadGood();
        Assert.That(LabChecks.Compare(lab, ["served-from-cache"]), Is.Empty);
        Assert.That(LabChecks.Compare(lab, ["served-from-cash", "other"]).Select(Mistakes.Format), Is.EqualTo(new[]
        {
            $"{LabRoot.Id}/lab.yaml:17:58: There is no check `served-from-cache`. | Did you mean `served-from-cash`?",
            $"{LabRoot.Id}/wrong/never-fills.csx:1:11: There is no check `served-from-cache`. | Did you mean `served-from-cash`?",
        }));
    }

    private static List<string> Check(string markdown)
    {
        using var root = LabRoot.WithLab();
        root.Write($"{LabRoot.Id}/README.md", $"# Why it matters!\n\n## `Two` [ways](after.md)\n\nTwo ways\n---\n{markdown}\n");
        return [.. LabLinks.Check(root.ReadGood()).Select(Mistakes.Format)];
    }
}
