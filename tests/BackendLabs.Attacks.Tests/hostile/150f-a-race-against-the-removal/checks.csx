// 150f Exchanges folders and links in the database's folder while the world is removed, and after the check.
// expected: infrastructure_error | passed
// services: { db: sqlite }
@worlds@
static class C { [System.Runtime.InteropServices.DllImport("libc")] public static extern int renameat2(int from, string name, int to, string other, uint flags); }
Check("doubles", points: 1, "doubles a number", async () =>
{
    foreach (var world in Worlds())
    {
        var (folder, link) = (world + "/db/folder", world + "/db/link");
        new System.Threading.Thread(() =>
        {
            while (Directory.Exists(world + "/db"))
            {
                try { Directory.CreateDirectory(folder + "/in"); } catch (Exception) { }
                try { File.CreateSymbolicLink(link, "@victim@"); } catch (Exception) { }
                for (var round = 0; round < 50; round++) C.renameat2(-100, folder, -100, link, 2);
            }
        }) { IsBackground = true }.Start();
    }
    Expect(await Snippet.CallAsync<int>("Twice", 21), Is.EqualTo(42), "Twice of 21.");
});
