int code = 0;
string word = "";

Given(seed =>
{
    code = seed.Int(2, 99);
    word = seed.Token(8);
});

int Started() => Containers.Operations.Count(operation => operation.Operation == "start");

async Task<long> RunAsync(int exit)
{
    var before = Started();
    var got = await Snippet.CallAsync<long>("RunAsync", (object)new[] { "sh", "-c", $"exit {exit}" });
    Expect(Started() > before, "RunAsync came back, and no container was started.");
    return got;
}

Check("gives-the-exit-code", points: 1, "gives the exit code of the program", async () =>
{
    foreach (var exit in new[] { code, 0, code + 1 })
        Expect(await RunAsync(exit), Is.EqualTo((long)exit), $"The program ended with exit code {exit}.");
});

Check("leaves-nothing-behind", points: 1, "removes its containers, also where the program cannot start", "gives-the-exit-code", async () =>
{
    foreach (var exit in new[] { code, 0, code + 1 })
    {
        await RunAsync(exit);
        ExpectRemovedInTime();
        await ExpectNoneAsync($"After a program that ended with exit code {exit}");
    }

    await Snippet.FailureAsync("RunAsync", (object)new[] { $"/no/such/{word}" });
    await ExpectNoneAsync("After a program that does not exist");
});

async Task ExpectNoneAsync(string when)
{
    var left = await Containers.ListAsync();
    Expect(left.Count == 0, $"{when} a container is still there: {string.Join(", ", left.Select(container => container.State))}.");
}

// A removal that was only begun is often done before anybody looks; what was first is on the timeline.
void ExpectRemovedInTime()
{
    var call = Timeline.Events.Last(happened => happened.Service == "code");
    var removal = Timeline.Events.LastOrDefault(happened => happened is { Service: "docker", Operation: "remove", Host: > 0 });
    Expect(removal is null || call.AtMicroseconds + call.DurationMicroseconds > removal.AtMicroseconds + removal.DurationMicroseconds / 2,
        "RunAsync came back while the container was still being removed.");
}
