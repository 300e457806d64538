const string Image = "backendlabs/base:1";

// A slow machine may need seconds for a container; what is there is found within milliseconds.
TimeSpan patience = TimeSpan.FromSeconds(15);

// How long a job is watched running before the check ends it: a method that does not wait comes back in this time.
TimeSpan watched = TimeSpan.FromSeconds(1.5);

string first = "";
string second = "";
int left = 0;
int right = 0;
int code = 0;

Given(seed =>
{
    var words = seed.DifferentWords(2);
    first = words[0] + seed.Int(100, 999);
    second = words[1] + seed.Int(100, 999);
    left = seed.Int(1_001, 9_999);
    right = seed.Int(1_001, 9_999);
    code = seed.Int(2, 99);
});

async Task UntilAsync(Func<bool> holds)
{
    var began = DateTime.UtcNow;
    while (!holds() && DateTime.UtcNow - began < patience)
        await Task.Delay(10);
}

// Runs a job and holds that it was a container which ran: the answer alone could come from anywhere.
async Task<JobResult> RunAsync(params string[] command)
{
    var before = Started();
    var result = await Snippet.CallAsync<JobResult>("RunJobAsync", Image, command);
    Expect(result is not null, "RunJobAsync gave back null instead of a JobResult.");
    Expect(Started() > before, "RunJobAsync came back, and no container was started.");
    return result!;
}

int Started() => Containers.Operations.Count(operation => operation.Operation == "start");

Check("waits-for-the-end", points: 2, "comes back when the job has ended, and not before", async () =>
{
    // The job lasts until it is stopped from outside, and only then says its second word.
    string[] command = ["sh", "-c", $"trap 'echo {second}; exit 0' TERM; echo {first}; while true; do sleep 1 & wait $!; done"];
    var call = Snippet.CallAsync<JobResult>("RunJobAsync", Image, command);

    await UntilAsync(() => call.IsCompleted || Started() > 0);
    await Task.WhenAny(call, Task.Delay(watched));
    if (call.IsFaulted)
        await call;
    Expect(!call.IsCompleted, Started() > 0
        ? "RunJobAsync came back while the job was still running."
        : "RunJobAsync came back, and no container was started.");

    var running = (await Containers.ListAsync()).FirstOrDefault(container => container.State == "running");
    Expect(running is not null, "RunJobAsync was called, and no container came to run.");
    Expect(running!.Image, Is.EqualTo(Image), "The container is of another image than the one that was asked for.");

    // Running is not ready: the job can be asked to stop once it has said its first word.
    var ready = DateTime.UtcNow + patience;
    while (!(await Containers.LogsAsync(running.Id)).Contains(first) && DateTime.UtcNow < ready)
        await Task.Delay(10);
    await Containers.StopAsync(running.Id, TimeSpan.FromSeconds(15));
    var result = await call;
    Expect(result?.Output is not null, "RunJobAsync gave back no JobResult, or one without output.");
    Expect(result!.Output, Does.Contain(first).And.Contain(second), "The job said one word when it began and one when it ended. Both belong to its output.");

    // A container that is created and not yet started counts as ended: who asks too early may be told so, or may be lucky.
    var start = Containers.Operations.First(operation => operation.Operation == "start");
    var tooEarly = Containers.Operations.FirstOrDefault(operation => operation.Operation == "wait" && operation.AtMicroseconds < start.AtMicroseconds + start.DurationMicroseconds / 2);
    Expect(tooEarly is null, "WaitContainerAsync was called before StartContainerAsync had come back. A container that has not started yet is not running either, and that may be the answer.");
});

Check("returns-the-output", points: 2, "gives back what the job wrote, as it is", "waits-for-the-end", async () =>
{
    var result = await RunAsync("sh", "-c", $"echo $(({left} * {right})); echo {first}");
    Expect(result.Output, Is.EqualTo($"{(long)left * right}\n{first}\n"), "This is not what the job wrote to its standard output.");
});

Check("reports-the-exit-code", points: 2, "gives back the exit code, whether it is 0 or not", "waits-for-the-end", async () =>
{
    foreach (var exit in new[] { code, 0, code + 1 })
    {
        var result = await RunAsync("sh", "-c", $"exit {exit}");
        Expect(result.ExitCode, Is.EqualTo((long)exit), $"The job ended with exit code {exit}.");
    }
});

Check("keeps-errors-apart", points: 1, "keeps standard error apart from standard output", "waits-for-the-end", async () =>
{
    var result = await RunAsync("sh", "-c", $"echo {first}; echo {second} >&2");
    Expect(result.Output, Is.EqualTo($"{first}\n"), "Standard output.");
    Expect(result.Errors, Is.EqualTo($"{second}\n"), "Standard error.");
});

Check("passes-arguments-as-they-are", points: 1, "hands each argument to the program as it is", "waits-for-the-end", async () =>
{
    string[] words = [$"{first}  {second}", "$HOME", "*", "it's; \"fine\""];
    var result = await RunAsync(["echo", .. words]);
    Expect(result.Output, Is.EqualTo(string.Join(" ", words) + "\n"), $"echo was called with {words.Length} arguments, and should have received exactly these.");
});

Check("leaves-nothing-behind", points: 2, "removes its containers, also when the job fails or cannot start", "waits-for-the-end", async () =>
{
    var before = Started();
    await RunAsync("echo", first);
    await ExpectNoneAsync("After a job that succeeded");
    ExpectRemovedInTime();

    await Snippet.FailureAsync("RunJobAsync", Image, new[] { "sh", "-c", $"exit {code}" });
    Expect(Started() > before + 1, "The second job was never started.");
    await ExpectNoneAsync($"After a job that ended with exit code {code}");

    await Snippet.FailureAsync("RunJobAsync", Image, new[] { $"/no/such/{first}" });
    await ExpectNoneAsync("After a job whose program does not exist");
});

async Task ExpectNoneAsync(string when)
{
    var remaining = await Containers.ListAsync();
    Expect(remaining.Count == 0, $"{when} a container is still there: {string.Join(", ", remaining.Select(container => container.State))}.");
}

// A removal that was only begun is often done before anybody looks; what was first is on the timeline.
void ExpectRemovedInTime()
{
    var call = Timeline.Events.Last(happened => happened.Service == "code");
    var removal = Timeline.Events.LastOrDefault(happened => happened is { Service: "docker", Operation: "remove", Host: > 0 });
    Expect(removal is null || call.AtMicroseconds + call.DurationMicroseconds > removal.AtMicroseconds + removal.DurationMicroseconds / 2,
        "RunJobAsync came back while the container was still being removed. Had the program ended here, it would have stayed.");
}
