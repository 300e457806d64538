// 152e Says what is no message.
// expected: infrastructure_error
// services: {}
// says: the lab's check script is to blame
@frames@
Check("doubles", points: 1, "doubles a number", async () =>
{
    Say("{\"$type\":\"nothing of ours\"}");
    Expect(await Snippet.CallAsync<int>("Twice", 21), Is.EqualTo(42), "Twice of 21.");
    await Task.Delay(TimeSpan.FromSeconds(1));
});
