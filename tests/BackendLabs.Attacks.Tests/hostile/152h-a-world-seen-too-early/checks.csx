// 152h Tells what a world held before any check has ended.
// expected: infrastructure_error
// services: {}
// says: the lab's check script is to blame
@frames@
Check("doubles", points: 1, "doubles a number", async () =>
{
    Say("{\"$type\":\"worldSeen\",\"runId\":1,\"checkId\":\"doubles\",\"world\":{\"services\":[]}}");
    Expect(await Snippet.CallAsync<int>("Twice", 21), Is.EqualTo(42), "Twice of 21.");
    await Task.Delay(TimeSpan.FromSeconds(1));
});
