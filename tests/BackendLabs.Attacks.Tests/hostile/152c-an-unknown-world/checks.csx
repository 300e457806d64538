// 152c Names worlds that were never opened, with the largest and smallest numbers.
// expected: infrastructure_error
// services: {}
// says: the lab's check script is to blame
@frames@
Check("doubles", points: 1, "doubles a number", async () =>
{
    Say("{\"$type\":\"stopHost\",\"world\":2147483647,\"host\":1}");
    Say("{\"$type\":\"endWorld\",\"world\":-2147483648}");
    Expect(await Snippet.CallAsync<int>("Twice", 21), Is.EqualTo(42), "Twice of 21.");
    await Task.Delay(TimeSpan.FromSeconds(1));
});
