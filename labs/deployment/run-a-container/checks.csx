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
        : "RunJobAsync came back, and no container was started.", rule: "to-its-end");

    var running = (await Containers.ListAsync()).FirstOrDefault(container => container.State == "running");
    Expect(running is not null, "RunJobAsync was called, and no container came to run.", rule: "to-its-end");
    Expect(running!.Image, Is.EqualTo(Image), "The container is of another image than the one that was asked for.", rule: "to-its-end");

    // Running is not ready: the job can be asked to stop once it has said its first word.
    var ready = DateTime.UtcNow + patience;
    while (!(await Containers.LogsAsync(running.Id)).Contains(first) && DateTime.UtcNow < ready)
        await Task.Delay(10);
    await Containers.StopAsync(running.Id, TimeSpan.FromSeconds(15));
    var result = await call;
    Expect(result?.Output is not null, "RunJobAsync gave back no JobResult, or one without output.", rule: "to-its-end");
    Expect(result!.Output, Does.Contain(first).And.Contain(second), "The job said one word when it began and one when it ended. Both belong to its output.", rule: "to-its-end");

    // A container that is created and not yet started counts as ended: who asks too early may be told so, or may be lucky.
    var start = Containers.Operations.First(operation => operation.Operation == "start");
    var tooEarly = Containers.Operations.FirstOrDefault(operation => operation.Operation == "wait" && operation.AtMicroseconds < start.AtMicroseconds + start.DurationMicroseconds / 2);
    Expect(tooEarly is null, "WaitContainerAsync was called before StartContainerAsync had come back. A container that has not started yet is not running either, and that may be the answer.", rule: "awaited");
});

Check("returns-the-output", points: 2, "gives back what the job wrote, as it is", "waits-for-the-end", async () =>
{
    var result = await RunAsync("sh", "-c", $"echo $(({left} * {right})); printf '{first}\\r\\n  {second}'");
    Expect(result.Output, Is.EqualTo($"{(long)left * right}\n{first}\r\n  {second}"), "This is not what the job wrote to its standard output.", rule: "as-they-are");

    // More than a buffer takes, or a screen shows.
    var to = left + 8_000;
    result = await RunAsync("seq", $"{left}", $"{to}");
    Expect(result.Output is not null, "The output of a job that counts is null.", rule: "as-they-are");
    var lines = result.Output!.Split('\n');
    Expect(lines.Length, Is.EqualTo(8_002), $"The job counted from {left} to {to}, a number in each line: how many pieces there are when the output is split at its line ends.", rule: "as-they-are");
    Expect(lines[..^1], Is.EqualTo(Enumerable.Range(left, 8_001).Select(number => $"{number}")), $"The job counted from {left} to {to}, a number in each line. These are not its lines.", rule: "as-they-are");

    var words = new[] { first, second, first + second };
    var jobs = words.Select(word => Snippet.CallAsync<JobResult>("RunJobAsync", Image, new[] { "echo", word })).ToArray();
    foreach (var (word, job) in words.Zip(jobs))
        Expect((await job)?.Output, Is.EqualTo(word + "\n"), "Three jobs ran at once, and each of them wrote a word of its own.", rule: "at-once");
});

Check("reports-the-exit-code", points: 2, "gives back the exit code, whether it is 0 or not", "waits-for-the-end", async () =>
{
    foreach (var exit in new[] { code, 0, 255 })
    {
        var result = await RunAsync("sh", "-c", $"echo {first}; exit {exit}");
        Expect(result.ExitCode, Is.EqualTo((long)exit), $"The job ended with exit code {exit}.", rule: "exit-code");
        Expect(result.Output, Does.Contain(first), $"The job wrote a word and ended with exit code {exit}. The word belongs to its output all the same.", rule: "as-they-are");
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
    string[] words = [$"{first}  {second}", "$HOME", "", "*", "it's; \"fine\""];
    var result = await RunAsync(["echo", .. words]);
    Expect(result.Output, Is.EqualTo(string.Join(" ", words) + "\n"), $"echo was called with {words.Length} arguments, and should have received exactly these.");
});

Check("cannot-start", points: 1, "does not say that all is well where a job cannot be started", "waits-for-the-end", async () =>
{
    var result = await RunAsync("echo", first);
    Expect(result.ExitCode, Is.EqualTo(0L), "A job that can be started, and ends well: its exit code.");
    Expect(result.Output, Does.Contain(first), "A job that can be started, and ends well: its output.");
    foreach (var (program, why) in new[] { ($"/no/such/{first}", "there is no such program"), ("/etc/passwd", "that is no program") })
    {
        // Whoever throws has said so.
        var command = new[] { program };
        if (await Snippet.FailureAsync("RunJobAsync", Image, command) is not null)
            continue;
        var told = await Snippet.CallAsync<JobResult>("RunJobAsync", Image, command);
        Expect(told is null || told.ExitCode != 0, $"The job {program} cannot be started: {why}. RunJobAsync gave back a JobResult with exit code 0, as if the job had run and all were well.");
        Expect(told is not null, $"The job {program} cannot be started: {why}. RunJobAsync gave back null.");
    }
});

Check("leaves-nothing-behind", points: 2, "removes its containers, also when the job fails or cannot start", "waits-for-the-end", async () =>
{
    var neighbour = await Containers.RunAsync(Image, ["sleep", "300"]);
    var before = Started();
    await RunAsync("echo", first);
    await ExpectNoneAsync("After a job that succeeded");
    ExpectRemovedInTime();

    await Snippet.FailureAsync("RunJobAsync", Image, new[] { "sh", "-c", $"exit {code}" });
    Expect(Started() > before + 1, "The second job was never started.", rule: "nothing-behind");
    await ExpectNoneAsync($"After a job that ended with exit code {code}");

    await Snippet.FailureAsync("RunJobAsync", Image, new[] { $"/no/such/{first}" });
    await ExpectNoneAsync("After a job whose program does not exist");

    async Task ExpectNoneAsync(string when)
    {
        var all = await Containers.ListAsync();
        Expect(all.Any(container => container.Id == neighbour.Id && container.State == "running"), $"{when} the container of somebody else, which ran all the while, {(all.Any(container => container.Id == neighbour.Id) ? "runs no longer" : "is gone")}.", rule: "others");
        var remaining = all.Where(container => container.Id != neighbour.Id).ToList();
        Expect(remaining.Count == 0, $"{when} a container is still there: {string.Join(", ", remaining.Select(container => container.State))}.", rule: "nothing-behind");
    }
});

// A removal that was only begun is often done before anybody looks; what was first is on the timeline.
void ExpectRemovedInTime()
{
    var call = Timeline.Events.Last(happened => happened.Service == "code");
    var removal = Timeline.Events.LastOrDefault(happened => happened is { Service: "docker", Operation: "remove", Host: > 0 });
    Expect(removal is null || call.AtMicroseconds + call.DurationMicroseconds > removal.AtMicroseconds + removal.DurationMicroseconds / 2,
        "RunJobAsync came back while the container was still being removed. Had the program ended here, it would have stayed.", rule: "awaited");
}
