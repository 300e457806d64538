// 153c Fills the disk from the judge's box, with files that have no name.
// expected: infrastructure_error
// services: {}
// says: the lab's check script is to blame
@worlds@
Check("doubles", points: 1, "doubles a number", async () =>
{
    var block = new byte[1 << 20];
    foreach (var world in Worlds())
    {
        for (var i = 0; i < 8; i++)
        {
            var file = new FileStream($"{world}/own/gone{i}", FileMode.Create, FileAccess.Write, FileShare.Delete, 0);
            File.Delete($"{world}/own/gone{i}");
            Kept.Add(file);
            for (var mb = 0; mb < 250; mb++) file.Write(block);
        }
    }
    Expect(await Snippet.CallAsync<int>("Twice", 21), Is.EqualTo(42), "Twice of 21.");
});
static List<FileStream> Kept = [];
