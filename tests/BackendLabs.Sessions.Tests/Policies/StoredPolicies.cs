using System.Text.Json;
using BackendLabs.Sessions.Policies;
using FsCheck;
using FsCheck.Fluent;

namespace BackendLabs.Sessions.Tests.Policies;

public sealed class StoredPolicies
{
    [Test]
    public void A_policy_is_one_line_of_JSON() =>
        Assert.That(SessionPolicyJson.Write(SessionText.Good(SessionText.Whole)), Is.EqualTo(
            """
            {"id":"midterm-2026","title":"Midterm, caching and databases","cohort":"autumn-2026","zone":"Europe/Helsinki",
            "opens":"2026-12-03T09:00:00+02:00","closes":"2026-12-03T12:00:00+02:00","duration":"01:30:00","mostAttempts":20,"coolDown":"00:00:30",
            "late":{"for":"00:15:00","percent":20},
            "tells":[{"tells":"title","fromAttempt":null,"from":null},{"tells":"message","fromAttempt":4,"from":null},{"tells":"everything","fromAttempt":null,"from":"2026-12-03T12:00:00+02:00"}],
            "hints":false,"permittedHelp":"Your own notes and the documentation of .NET. No other people, no language models.","handsInDrafts":true,"counts":"best",
            "labs":[{"lab":"caching/cache-aside","weight":2,"root":null},{"lab":"payments/ledger","weight":1.5,"root":"../private-labs"}]}
            """.Replace("\n", "", StringComparison.Ordinal)));

    [Test]
    public void Any_policy_is_read_as_it_was_written() =>
        Prop.ForAll(Arb.From(AnyPolicy.Policies), policy =>
        {
            var json = SessionPolicyJson.Write(policy);
            var read = SessionPolicyJson.Read(json);
            Assert.That(read, Is.EqualTo(policy).UsingPropertiesComparer());
            Assert.That(SessionPolicyJson.Write(read), Is.EqualTo(json));
            Assert.That((read.Opens.Offset, read.Closes.Offset), Is.EqualTo((policy.Opens.Offset, policy.Closes.Offset)));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    [Test]
    public void Equal_weights_are_equal_texts()
    {
        var policy = SessionText.Good(SessionText.Whole);
        Assert.That(
            SessionPolicyJson.Write(policy with { Labs = [new SessionLab("a/b", 1.50m)] }),
            Is.EqualTo(SessionPolicyJson.Write(policy with { Labs = [new SessionLab("a/b", 1.5m)] })));
    }

    [TestCase("\"hints\":false,", "")]
    [TestCase("\"hints\":false,", "\"hints\":false,\"hint\":false,")]
    [TestCase("\"hints\":false,", "\"hints\":false,\"hints\":true,")]
    [TestCase("\"counts\":\"best\"", "\"counts\":0")]
    [TestCase("\"counts\":\"best\"", "\"counts\":\"worst\"")]
    [TestCase("\"title\":\"Midterm, caching and databases\"", "\"title\":null")]
    [TestCase("+02:00\",\"closes\"", "+25:00\",\"closes\"")]
    public void Another_form_is_refused(string part, string replacement)
    {
        var json = SessionPolicyJson.Write(SessionText.Good(SessionText.Whole));
        Assert.That(json, Does.Contain(part));
        Assert.That(() => SessionPolicyJson.Read(json.Replace(part, replacement, StringComparison.Ordinal)), Throws.TypeOf<JsonException>());
    }

    [TestCase("null")]
    [TestCase("")]
    [TestCase("[]")]
    public void Text_that_is_no_policy_is_refused(string text) => Assert.That(() => SessionPolicyJson.Read(text), Throws.InstanceOf<JsonException>());
}
