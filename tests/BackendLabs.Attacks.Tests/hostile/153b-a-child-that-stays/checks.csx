// 153b Starts a process of its own that is to outlive the run.
// expected: infrastructure_error | passed
// services: {}
Check("doubles", points: 1, "doubles a number", async () =>
{
    try { System.Diagnostics.Process.Start(Environment.ProcessPath!, ["--info"]); } catch (Exception) { }
    Expect(await Snippet.CallAsync<int>("Twice", 21), Is.EqualTo(42), "Twice of 21.");
});
