using BackendLabs.Sessions.Rosters;

namespace BackendLabs.Sessions.Tests.Rosters;

internal sealed class RosterDifferences
{
    private static readonly RosterStudent Ada = new("ada", "Ada", "ada@x.org", 100, TimeSpan.Zero, 2);
    private static readonly RosterStudent Bob = new("bob", "Bob", null, 100, TimeSpan.Zero, 3);

    [Test]
    public void A_file_says_who_comes_goes_and_changes()
    {
        var cid = new RosterStudent("cid", "Cid", null, 100, TimeSpan.Zero, 2);
        var difference = RosterDifference.Between([Ada, Bob], new Roster([cid, Ada with { Id = "ADA", Email = null, TimePercent = 150 }]));

        Assert.That((difference.Comes, difference.Goes, difference.Same, difference.IsEmpty), Is.EqualTo(((IReadOnlyList<RosterStudent>)[cid], (IReadOnlyList<RosterStudent>)[Bob], 0, false)));
        Assert.That(difference.Changes, Has.Count.EqualTo(1));
        Assert.That((difference.Changes[0].Before, difference.Changes[0].After.Email), Is.EqualTo((Ada, (string?)null)));
        Assert.That(difference.Changes[0].Fields, Is.EqualTo(new[] { RosterField.Email, RosterField.Time }));
    }

    [Test]
    public void Every_value_is_compared()
    {
        var changed = Ada with { Name = "Ada L.", Email = "a@x.org", TimePercent = 120, Breaks = TimeSpan.FromMinutes(5) };

        Assert.That(RosterDifference.Between([Ada], new Roster([changed])).Changes[0].Fields, Is.EqualTo(Enum.GetValues<RosterField>()));
    }

    [Test]
    public void The_same_file_again_changes_nothing()
    {
        var difference = RosterDifference.Between([Ada, Bob], new Roster([Bob with { Line = 7 }, Ada]));

        Assert.That((difference.IsEmpty, difference.Same), Is.EqualTo((true, 2)));
    }
}
