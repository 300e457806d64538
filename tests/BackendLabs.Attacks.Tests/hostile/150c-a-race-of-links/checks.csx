// 150c Exchanges a folder and a link as fast as it can while the student's process starts again and again.
// expected: infrastructure_error | passed
// services: { db: sqlite }
@worlds@
static class C { [System.Runtime.InteropServices.DllImport("libc")] public static extern int renameat2(int from, string name, int to, string other, uint flags); }
Check("doubles", points: 1, "doubles a number", async () =>
{
    var end = false;
    foreach (var world in Worlds())
    {
        foreach (var name in new[] { "db", "h2", "h3", "h4", "h5" })
        {
            try { File.CreateSymbolicLink($"{world}/link-{name}", "@victim@/" + (name == "db" ? "db" : "h2")); } catch (Exception) { }
            new System.Threading.Thread(() => { while (!Volatile.Read(ref end)) C.renameat2(-100, $"{world}/{name}", -100, $"{world}/link-{name}", 2); }) { IsBackground = true }.Start();
        }
    }
    try
    {
        for (var round = 0; round < 4; round++)
            await Snippet.RestartAsync();
        Expect(await Snippet.CallAsync<int>("Twice", 21), Is.EqualTo(42), "Twice of 21.");
    }
    finally
    {
        Volatile.Write(ref end, true);
    }
});
