// 152g Tells the result of a check that there is not.
// expected: infrastructure_error
// services: {}
// says: the lab's check script is to blame
@frames@
Check("doubles", points: 1, "doubles a number", async () =>
{
    Say("{\"$type\":\"ended\",\"runId\":1,\"report\":{\"checkId\":\"other\",\"outcome\":{\"$type\":\"passed\"},\"elapsed\":\"00:00:01\",\"timeline\":[]}}");
    Expect(await Snippet.CallAsync<int>("Twice", 21), Is.EqualTo(42), "Twice of 21.");
    await Task.Delay(TimeSpan.FromSeconds(1));
});
