// 150e Leaves links of every depth in the world's folders, and locked folders around them, for whoever counts and removes.
// The author locks his own student out of a folder: whether the watch meets it first is chance.
// expected: passed | runtime_error
// services: { db: sqlite }
@worlds@
Check("doubles", points: 1, "doubles a number", async () =>
{
    foreach (var folder in Worlds().SelectMany(world => new[] { world + "/db", world + "/own" }))
    {
        var at = folder;
        for (var depth = 0; depth < 12; depth++)
        {
            File.CreateSymbolicLink(at + "/out", "@victim@");
            Directory.CreateDirectory(at += "/in");
        }
        File.SetUnixFileMode(at, UnixFileMode.None);
    }
    Expect(await Snippet.CallAsync<int>("Twice", 21), Is.EqualTo(42), "Twice of 21.");
});
