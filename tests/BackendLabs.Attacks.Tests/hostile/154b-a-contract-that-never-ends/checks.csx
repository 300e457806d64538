// 154b Its contract's code never ends where the student's code only names it.
// expected: time_limit | infrastructure_error
// services: {}
Check("doubles", points: 1, "doubles a number", async () =>
{
    await Snippet.CallAsync<Taken>("Look");
    Expect(await Snippet.CallAsync<int>("Twice", 21), Is.EqualTo(42), "Twice of 21.");
});
