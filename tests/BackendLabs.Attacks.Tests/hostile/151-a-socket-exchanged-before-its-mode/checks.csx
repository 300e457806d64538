// 151 Puts a link in the place of the Docker gate's socket the moment it is there, for whoever sets its mode.
// expected: infrastructure_error | passed | failed
// services: { docker: docker }
// needs: docker
@worlds@
static class C
{
    [System.Runtime.InteropServices.DllImport("libc")] public static extern int rename(string from, string to);
    [System.Runtime.InteropServices.DllImport("libc")] public static extern int symlink(string target, string name);
}
Check("doubles", points: 1, "doubles a number", async () =>
{
    var end = false;
    foreach (var world in Worlds())
    {
        new System.Threading.Thread(() =>
        {
            for (var host = 2; !Volatile.Read(ref end) && host < 40;)
            {
                if (C.rename($"{world}/h{host}/docker.sock", $"{world}/h{host}/away") != 0)
                    continue;
                C.symlink("@victim@/secret", $"{world}/h{host}/docker.sock");
                host++;
            }
        }) { IsBackground = true }.Start();
    }
    try
    {
        for (var round = 0; round < 12; round++)
            await Snippet.RestartAsync();
        Expect(await Snippet.CallAsync<int>("Twice", 21), Is.EqualTo(42), "Twice of 21.");
    }
    finally
    {
        Volatile.Write(ref end, true);
    }
});
