using BackendLabs.Contract;
using BackendLabs.Judge.Running;

// The grader's stream is standard input and output; whatever a check prints must not reach it.
await using var stream = new MessageStream(Console.OpenStandardInput(), Console.OpenStandardOutput(), WireLimits.Judge);
Console.SetOut(Console.Error);

await new JudgeSession(stream, TimeProvider.System).ServeAsync();
return 0;
