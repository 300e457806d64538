namespace BackendLabs.Labs.Tests;

/// <summary>Breaks one thing of a whole lab, and expects to read of that and of nothing else.</summary>
internal static class Mistakes
{
    /// <param name="expected"><c>file:line:column: message | suggestion</c>; it may stop early.</param>
    public static void Expect(Action<LabRoot> breakIt, string expected)
    {
        using var root = LabRoot.WithLab();
        breakIt(root);
        var problems = root.ReadProblems().Select(Format).ToList();
        Assert.That(problems, Has.Count.EqualTo(1), string.Join('\n', problems));
        Assert.That(problems[0], Does.StartWith(expected));
    }

    public static void ExpectInYaml(string old, string replacement, string expected) =>
        Expect(root => root.Edit("lab.yaml", old, replacement), $"{LabRoot.Id}/lab.yaml:{expected}");

    public static string Format(LabProblem problem)
    {
        var place = problem.Line is null ? "" : $"{problem.Line}:{problem.Column}: ";
        return $"{problem.File}:{place}{problem.Message} | {problem.Suggestion}";
    }
}
