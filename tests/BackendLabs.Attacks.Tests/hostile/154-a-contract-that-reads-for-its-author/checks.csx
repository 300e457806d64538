// 154 Its contract's own code runs beside the student's, and looks for what is the student's and the machine's.
// expected: passed
// services: {}
Check("doubles", points: 1, "doubles a number", async () =>
{
    await Snippet.CallAsync<Taken>("Look");
    Expect(await Snippet.CallAsync<int>("Twice", 21), Is.EqualTo(42), "Twice of 21.");
});
