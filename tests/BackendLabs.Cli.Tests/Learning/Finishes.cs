using System.Runtime.CompilerServices;
using BackendLabs.Cli.Learning;
using BackendLabs.Cli.Progress;
using BackendLabs.Labs;

namespace BackendLabs.Cli.Tests.Learning;

/// <summary>The end of a track and of all labs, on our own catalogue.</summary>
internal sealed class Finishes
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 4, 12, 0, 0, TimeSpan.Zero);

    private readonly LabCatalog _catalog = LabCatalog.Read([Path.GetFullPath(Path.Combine(Here(), "../../../../labs"))]);

    [Test]
    public void The_end_of_a_track_says_what_was_learnt_and_what_is_next()
    {
        var passed = _catalog.Tracks.Take(2).SelectMany(track => track.Labs).Select(lab => lab.Id).ToList();

        Golden.Matches("finish-track.txt", Of(passed, "databases/isolation-levels"));
    }

    [Test]
    public void The_end_of_all_is_told() => Golden.Matches("finish-all.txt", Of([.. _catalog.ToPass.Select(lab => lab.Id)], "deployment/run-a-container"));

    [Test]
    public void In_the_middle_of_a_track_nothing_ends() =>
        Assert.That(new FinishView(_catalog, []).Of(_catalog.After("databases/first-query", new HashSet<string>(StringComparer.Ordinal) { "databases/first-query" })), Is.Null);

    private string Of(IReadOnlyList<string> passed, string last)
    {
        var all = passed.Select(id => new LabProgress(id, 2, 0, 1, 1, 5, 5, "passed", Noon)).ToList();
        return TestScreen.Of(new FinishView(_catalog, all).Of(_catalog.After(last, passed.ToHashSet(StringComparer.Ordinal)))!);
    }

    private static string Here([CallerFilePath] string path = "") => path;
}
