using System.Net;
using System.Text.Json;
using BackendLabs.Testing.Web;

namespace BackendLabs.Faults.Tests.Load;

/// <summary>Somebody who arrives, thinks, tries, and tries once more in the last moment, as everybody does.</summary>
/// <param name="lasts">From the first arrival to the rush.</param>
internal sealed class SimulatedStudent(Uri address, Encounters encounters, Random random, TimeSpan lasts, Task rush)
{
    private static readonly TimeProvider Time = TimeProvider.System;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);

    private static readonly string[] Mix =
    [
        Answers.Right(Answers.FirstPass),
        Answers.Lab(Answers.FirstPass).WrongSolutions[0].Text.Text,
        Answers.Lab(Answers.FirstPass).WrongSolutions[^1].Text.Text,
    ];

    public async Task WorkAsync()
    {
        await ThinkAsync(lasts / 2);
        using var student = await Student.ArriveAsync(address, $"labs/{Answers.FirstPass}");
        await ThinkAsync(lasts / 2);
        await TryAsync(student);
        await rush;
        await TryAsync(student);
    }

    private Task ThinkAsync(TimeSpan atMost) => Task.Delay(random.NextDouble() * atMost, Time);

    private async Task TryAsync(Student student)
    {
        var began = Time.GetTimestamp();
        var attempt = await SubmitAsync(student, Mix[random.Next(Mix.Length)]);
        encounters.ToAccept.Add(Time.GetElapsedTime(began));
        encounters.Accepted.Add(attempt);
        await FollowAsync(student, attempt);
        encounters.ToVerdict.Add(Time.GetElapsedTime(began));
    }

    // Whoever is refused for the moment posts again when the server says, as the page does.
    private async Task<string> SubmitAsync(Student student, string source)
    {
        var key = $"{Guid.NewGuid()}";
        while (true)
        {
            using var answer = await student.SendAsync(HttpMethod.Post, $"api/labs/{Answers.FirstPass}/attempts", new { source }, ("Idempotency-Key", key));
            var text = await answer.Content.ReadAsStringAsync();
            if (answer.StatusCode == HttpStatusCode.Accepted)
                return JsonDocument.Parse(text).RootElement.GetProperty("id").GetString()!;
            Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.TooManyRequests).Or.EqualTo(HttpStatusCode.ServiceUnavailable), text);
            encounters.Refuse();
            await Task.Delay(answer.Headers.RetryAfter?.Delta ?? TimeSpan.FromSeconds(1), Time);
        }
    }

    private static async Task FollowAsync(Student student, string attempt)
    {
        using var limit = new CancellationTokenSource(Patience);
        string? after = null;
        while (true)
        {
            try
            {
                await foreach (var one in student.FollowAsync(attempt, after, limit.Token))
                {
                    after = one.Id.Length > 0 ? one.Id : after;
                    if (one.Kind == "ended")
                        return;
                }
            }
            catch (OperationCanceledException) when (!limit.IsCancellationRequested)
            {
                // The stream has its own limit; a browser opens it again.
            }
        }
    }
}
