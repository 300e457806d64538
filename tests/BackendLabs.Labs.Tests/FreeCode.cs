using static BackendLabs.Labs.Tests.Mistakes;

namespace BackendLabs.Labs.Tests;

public sealed class FreeCode
{
    private static string In(string path) => $"{LabRoot.Id}/{path}";

    [Test]
    public void Its_starter_stands_for_its_solutions()
    {
        using var root = Root();
        var lab = root.ReadGood();
        Assert.That((lab.IsFree, lab.Solutions.Single().Path, lab.Texts.After, lab.WrongSolutions), Is.EqualTo((true, "starter.csx", (LabText?)null, Array.Empty<WrongSolution>())));
    }

    [TestCase("after.md")]
    [TestCase("solutions/reference.csx")]
    [TestCase("wrong/never-fills.csx")]
    public void It_has_no_answers(string path)
    {
        using var root = Root();
        root.Write(In(path), "// fails: served-from-cache\n// Nothing.\n");
        Assert.That(root.ReadProblems().Select(Format), Is.EqualTo(new[]
        {
            $"{In(path)}:Free code has no right or wrong answers, and nothing to say after passing. | Remove the file, or `free` from lab.yaml.",
        }));
    }

    [TestCase("checks.csx")]
    [TestCase("starter.csx")]
    public void It_needs_the_other_files(string path)
    {
        using var root = Root();
        root.Delete(path);
        Assert.That(root.ReadProblems().Select(Format), Has.Some.StartsWith($"{In(path)}:The file {path} is missing."));
    }

    [Test]
    public void It_has_no_hints()
    {
        using var root = Root();
        root.Edit("lab.yaml", "changes:", "hints:\n  - { after: 1, text: Try. }\nchanges:");
        Assert.That(root.ReadProblems().Select(Format).Single(), Does.Contain("`hints` is for labs that expect something; this one is free code. | Remove `hints`, or `free`."));
    }

    private static LabRoot Root()
    {
        var root = LabRoot.WithLab();
        foreach (var path in new[] { "after.md", "solutions/reference.csx", "solutions/alternative.csx", "wrong/never-fills.csx" }) root.Delete(path);
        root.Edit("lab.yaml", """
            hints:
              - { after: 1, text: "What should happen the second time?" }
              - { after: 3, text: "Look in the cache first.", check: served-from-cache }

            """.ReplaceLineEndings("\n"), "free: true\n");
        return root;
    }
}
