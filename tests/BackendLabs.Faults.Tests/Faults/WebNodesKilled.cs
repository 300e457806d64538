using BackendLabs.Testing.Web;

namespace BackendLabs.Faults.Tests.Faults;

/// <summary>Nodes that die and answers that are lost around the commit of a submission. The browser posts again under the same key.</summary>
[TestFixture("sqlite")]
[TestFixture("postgres")]
internal sealed class WebNodesKilled(string kind) : FaultFixture(kind)
{
    private const string Posts = $"api/labs/{Answers.FirstPass}/attempts";

    [Test]
    public async Task Killed_before_the_commit_a_node_has_accepted_nothing_and_the_retry_is_accepted_once()
    {
        using var ada = await ArriveAsync();
        await using var relay = new Relay(Site.Web.Port);
        using var through = await ada.AlsoAtAsync(relay.Address);
        var before = await Rows.CountAsync("attempt");
        Task<HttpResponseMessage> posting;
        await using (await Rows.HoldAsync())
        {
            relay.LoseAnswers();
            posting = PostAsync(through, "before-commit");
            await relay.Asked;
            await Site.Web.Process.KillAsync();
            await Assert.ThrowsAsync(Is.InstanceOf<HttpRequestException>(), () => posting);
        }

        Assert.That(await Rows.CountAsync("attempt"), Is.EqualTo(before), "Accepted by a node that could not commit.");
        await Site.Web.StartAsync();
        var id = await ada.SubmitAsync(Answers.FirstPass, Answers.Right(Answers.FirstPass), key: "before-commit");
        Assert.That(await ada.SubmitAsync(Answers.FirstPass, Answers.Right(Answers.FirstPass), key: "before-commit"), Is.EqualTo(id));
        Assert.That(await Rows.CountAsync("attempt"), Is.EqualTo(before + 1));
    }

    [Test]
    public async Task Killed_after_the_commit_and_before_the_answer_a_node_has_queued_what_the_retry_finds()
    {
        using var ada = await ArriveAsync();
        await using var relay = new Relay(Site.Web.Port);
        using var through = await ada.AlsoAtAsync(relay.Address);
        var before = await Rows.CountAsync("attempt");
        relay.LoseAnswers();
        var posting = PostAsync(through, "after-commit");
        await Patient.UntilAsync(async () => await Rows.CountAsync("attempt") > before, () => "the commit");
        await Site.Web.Process.KillAsync();
        await Assert.ThrowsAsync(Is.InstanceOf<HttpRequestException>(), () => posting);
        Assert.That(await Rows.CountAsync("run where attempt in (select id from attempt where post_key = 'after-commit')"), Is.EqualTo(1), "Accepted and not queued.");

        await Site.Web.StartAsync();
        var id = await ada.SubmitAsync(Answers.FirstPass, Answers.Right(Answers.FirstPass), key: "after-commit");

        Assert.That(await Rows.CountAsync("attempt"), Is.EqualTo(before + 1));
        Assert.That(await Rows.CountAsync($"attempt where id = '{id}' and post_key = 'after-commit'"), Is.EqualTo(1));
    }

    [Test]
    public async Task An_answer_that_is_lost_on_its_way_is_found_by_the_same_key()
    {
        using var ada = await ArriveAsync();
        await using var relay = new Relay(Site.Web.Port);
        using var through = await ada.AlsoAtAsync(relay.Address);
        var before = await Rows.CountAsync("attempt");
        relay.LoseAnswers();
        var posting = PostAsync(through, "lost-answer");
        await relay.LostAnswer;
        await Assert.ThrowsAsync(Is.InstanceOf<HttpRequestException>(), () => posting);

        await ada.SubmitAsync(Answers.FirstPass, Answers.Right(Answers.FirstPass), key: "lost-answer");

        Assert.That(await Rows.CountAsync("attempt"), Is.EqualTo(before + 1));
    }

    [Test]
    public async Task Without_any_grader_submissions_are_accepted_and_each_is_told_its_place()
    {
        using var ada = await ArriveAsync();
        var attempts = new List<string>();
        for (var number = 0; number < 2; number++)
            attempts.Add(await ada.SubmitAsync(Answers.FirstPass, Answers.Right(Answers.FirstPass)));
        var ahead = await Store.Queue.PlaceAsync(attempts[1], CancellationToken.None);
        await using (var waiting = ada.FollowAsync(attempts[1]).GetAsyncEnumerator())
        {
            await waiting.MoveNextAsync();
            Assert.That((waiting.Current.Kind, waiting.Current.Data.GetProperty("place").GetInt64()), Is.EqualTo(("queued", ahead)));
        }

        StartGrader();

        foreach (var attempt in attempts)
            Assert.That(await OnlyVerdictAsync(attempt), Is.EqualTo("passed"));
    }

    private static Task<HttpResponseMessage> PostAsync(Student student, string key) =>
        student.SendAsync(HttpMethod.Post, Posts, new { source = Answers.Right(Answers.FirstPass) }, ("Idempotency-Key", key));
}
