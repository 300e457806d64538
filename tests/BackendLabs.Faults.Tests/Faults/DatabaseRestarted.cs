using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using BackendLabs.Testing.Web;

namespace BackendLabs.Faults.Tests.Faults;

/// <summary>PostgreSQL is ended as by a crash and comes back, while a class posts, reads and follows.</summary>
internal sealed class DatabaseRestarted() : FaultFixture("postgres")
{
    private const int Students = 8;
    private const string Attempts = $"api/labs/{Answers.FirstPass}/attempts";

    private readonly ConcurrentBag<string> _accepted = [];
    private int _away;

    [Test]
    public async Task Each_request_is_answered_in_full_or_by_503_with_a_time_and_one_line_of_log()
    {
        using var late = await ArriveAsync();
        var students = await Task.WhenAll(Enumerable.Range(0, Students).Select(_ => ArriveAsync()));
        var followed = await students[0].SubmitAsync(Answers.FirstPass, Answers.Right(Answers.FirstPass));
        using var ending = new CancellationTokenSource();
        var open = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var following = FollowAsync(students[0], followed, open, ending.Token);
        await open.Task;
        var working = students.Select(student => Task.Run(() => WorkAsync(student, ending.Token))).ToList();
        await Patient.UntilAsync(() => _accepted.Count >= Students, () => "accepted attempts");
        await Server!.StopAsync();
        // The stream looks at the store now and then; every other request does at once.
        await following;
        await Patient.UntilAsync(() => Volatile.Read(ref _away) > 0, () => "a request while the database is away");
        await Server.StartAgainAsync();
        var back = _accepted.Count;
        // A connection of the pool that the crash has cut is noticed when it is used.
        await Patient.UntilAsync(() => PostAsync(late, "late"), () => "a post that is accepted again");
        await ending.CancelAsync();
        await Task.WhenAll(working);

        TestContext.Out.WriteLine($"{back} accepted by then, {_accepted.Count} in all, {_away} answers of 503");
        foreach (var attempt in _accepted)
            Assert.That(await Rows.CountAsync($"attempt a join run r on r.attempt = a.id join event e on e.attempt = a.id where a.id = '{attempt}'"), Is.EqualTo(1), "Accepted, and not whole.");
        Assert.That(await Rows.CountAsync("attempt where id not in (select attempt from run) or id not in (select attempt from event)"), Is.Zero, "Half an attempt.");
        var log = Site.Web.Process.Words.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.That(log.Where(line => line.TrimStart().StartsWith("at ", StringComparison.Ordinal) || line.Contains("fail:", StringComparison.Ordinal)), Is.Empty);
        Assert.That(log.Count(line => line.Contains("warn:", StringComparison.Ordinal)), Is.LessThanOrEqualTo(_away + 1), "More than a line for each; the stream may have one.");
    }

    private async Task WorkAsync(Student student, CancellationToken ending)
    {
        for (var number = 0; !ending.IsCancellationRequested; number++)
        {
            await PostAsync(student, $"{number}");
            using (var listed = await student.SendAsync(HttpMethod.Get, Attempts))
                await AssertAnsweredAsync(listed);
            // A page for people has the same status.
            using var asked = new HttpRequestMessage(HttpMethod.Get, $"labs/{Answers.FirstPass}");
            asked.Headers.Accept.ParseAdd("text/html");
            using var page = await student.Client.SendAsync(asked, CancellationToken.None);
            await AssertAnsweredAsync(page);
        }
    }

    private async Task<bool> PostAsync(Student student, string key)
    {
        using var posted = await student.SendAsync(HttpMethod.Post, Attempts, new { source = Answers.Right(Answers.FirstPass) }, ("Idempotency-Key", key));
        if (posted.StatusCode == HttpStatusCode.Accepted)
            _accepted.Add(JsonDocument.Parse(await posted.Content.ReadAsStringAsync()).RootElement.GetProperty("id").GetString()!);
        else if (posted.StatusCode != HttpStatusCode.TooManyRequests)
            await AssertAwayAsync(posted);
        return posted.StatusCode == HttpStatusCode.Accepted;
    }

    private Task AssertAnsweredAsync(HttpResponseMessage answer) =>
        answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.TooManyRequests ? Task.CompletedTask : AssertAwayAsync(answer);

    private async Task AssertAwayAsync(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.ServiceUnavailable), text);
        Assert.That(answer.Headers.RetryAfter, Is.Not.Null, text);
        Interlocked.Increment(ref _away);
    }

    // The stream breaks off, or outlives the crash; a browser opens it again under Last-Event-ID.
    private static async Task FollowAsync(Student student, string attempt, TaskCompletionSource open, CancellationToken ending)
    {
        try
        {
            await foreach (var _ in student.FollowAsync(attempt, cancellationToken: ending))
                open.TrySetResult();
        }
        catch (Exception error) when (error is OperationCanceledException or IOException or HttpRequestException)
        {
            // Broken off in the middle.
        }
    }
}
