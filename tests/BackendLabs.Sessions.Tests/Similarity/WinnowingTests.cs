using BackendLabs.Sessions.Similarity;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.CodeAnalysis.CSharp;

namespace BackendLabs.Sessions.Tests.Similarity;

public sealed class WinnowingTests
{
    private static readonly IReadOnlySet<ulong> Nothing = new HashSet<ulong>();

    // Of few kinds, so that equal hashes are frequent.
    private static readonly Gen<CodeToken[]> Texts = Gen.Elements(1, 2, 3).Select(kind => new CodeToken((SyntaxKind)kind, 1, 1)).ListOf().Select(tokens => tokens.ToArray());

    [Test]
    public void A_common_passage_of_the_guaranteed_length_has_a_common_fingerprint() =>
        Prop.ForAll(Arb.From(from passage in Texts from before in Texts from after in Texts from other in Texts select (passage, before, after, other)), one =>
        {
            var passage = one.passage.Concat(Passage()).Take(Winnowing.Guarantee).ToArray();
            var left = Of([.. one.before, .. passage, .. one.after]);
            Assert.That(left.Intersect(Of([.. one.other, .. passage])), Is.Not.Empty);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    [Test]
    public void Each_window_keeps_one_of_its_smallest() =>
        Prop.ForAll(Arb.From(Gen.Choose(0, 5).Select(number => (ulong)number).ListOf().Select(hashes => hashes.ToArray())), hashes =>
        {
            var kept = Winnowing.Select(hashes, Nothing);
            Assert.That(kept, Is.Ordered.And.Unique);
            for (var at = 0; at + Winnowing.Window <= hashes.Length; at++)
            {
                var window = hashes[at..(at + Winnowing.Window)];
                Assert.That(kept.Where(position => position >= at && position < at + Winnowing.Window).Select(position => hashes[position]), Does.Contain(window.Min()));
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    [Test]
    public void What_was_given_is_never_kept_and_hides_nothing_beside_it()
    {
        ulong[] hashes = [9, 1, 8, 1, 7, 1, 6, 1, 5, 1, 4, 1];
        Assert.That(Winnowing.Select(hashes, new HashSet<ulong> { 1 }), Is.EqualTo(new[] { 8, 10 }));
    }

    [Test]
    public void A_text_shorter_than_a_gram_has_no_fingerprint()
    {
        var tokens = Passage();
        Assert.That(Of(tokens[..(Winnowing.GramLength - 1)]), Is.Empty);
        Assert.That(Of(tokens[..Winnowing.GramLength]), Has.Count.EqualTo(1));
    }

    private static CodeToken[] Passage() => [.. Enumerable.Range(10, Winnowing.Guarantee).Select(kind => new CodeToken((SyntaxKind)kind, 1, 1))];

    private static List<ulong> Of(CodeToken[] tokens)
    {
        var hashes = Winnowing.Hashes(tokens);
        return [.. Winnowing.Select(hashes, Nothing).Select(position => hashes[position])];
    }
}
