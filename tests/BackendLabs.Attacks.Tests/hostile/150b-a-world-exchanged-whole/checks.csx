// 150b Puts a link in the place of the whole world, that leads to a folder with folders of the same names.
// expected: infrastructure_error
// services: { db: sqlite }
@worlds@
Check("doubles", points: 1, "doubles a number", async () =>
{
    foreach (var world in Worlds())
    {
        Directory.Move(world, world + "-gone");
        File.CreateSymbolicLink(world, "@victim@");
    }
    await Snippet.RestartAsync();
    Expect(await Snippet.CallAsync<int>("Twice", 21), Is.EqualTo(42), "Twice of 21.");
});
