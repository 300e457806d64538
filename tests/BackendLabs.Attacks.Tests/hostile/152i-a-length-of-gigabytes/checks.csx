// 152i Announces a message of four gigabytes.
// expected: infrastructure_error
// services: {}
// says: the lab's check script is to blame
@frames@
Check("doubles", points: 1, "doubles a number", async () =>
{
    Raw(BitConverter.GetBytes(uint.MaxValue));
    Expect(await Snippet.CallAsync<int>("Twice", 21), Is.EqualTo(42), "Twice of 21.");
    await Task.Delay(TimeSpan.FromSeconds(1));
});
