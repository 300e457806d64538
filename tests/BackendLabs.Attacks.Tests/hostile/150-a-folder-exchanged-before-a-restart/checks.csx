// 150 Puts a link in the place of the database's folder, and has the student's process start again.
// expected: infrastructure_error
// services: { db: sqlite }
@worlds@
Check("doubles", points: 1, "doubles a number", async () =>
{
    foreach (var world in Worlds())
    {
        Directory.Move(world + "/db", world + "/gone");
        File.CreateSymbolicLink(world + "/db", "@victim@");
    }
    await Snippet.RestartAsync();
    Expect(await Snippet.CallAsync<int>("Twice", 21), Is.EqualTo(42), "Twice of 21.");
});
