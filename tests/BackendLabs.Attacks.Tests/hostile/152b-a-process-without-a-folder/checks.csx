// 152b Has the grader start a process that has no folder.
// expected: infrastructure_error
// services: {}
// says: the lab's check script is to blame
@frames@
Check("doubles", points: 1, "doubles a number", async () =>
{
    Say("{\"$type\":\"startHost\",\"world\":1,\"host\":6}");
    Expect(await Snippet.CallAsync<int>("Twice", 21), Is.EqualTo(42), "Twice of 21.");
    await Task.Delay(TimeSpan.FromSeconds(1));
});
