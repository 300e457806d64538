// 152d Opens worlds until the machine is full of them.
// expected: infrastructure_error
// services: {}
// says: the lab's check script is to blame
@frames@
Check("doubles", points: 1, "doubles a number", async () =>
{
    for (var world = 2; world < 2000; world++) Say("{\"$type\":\"openWorld\",\"world\":" + world + "}");
    Expect(await Snippet.CallAsync<int>("Twice", 21), Is.EqualTo(42), "Twice of 21.");
    await Task.Delay(TimeSpan.FromSeconds(1));
});
