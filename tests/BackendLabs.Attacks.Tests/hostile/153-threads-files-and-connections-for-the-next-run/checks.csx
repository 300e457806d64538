// 153 Leaves threads, files, open descriptors and connections for the run that follows.
// expected: infrastructure_error | passed
// services: { cache: redis }
@worlds@
Check("doubles", points: 1, "doubles a number", async () =>
{
    var world = Worlds().Last();
    for (var i = 0; i < 20; i++)
        new System.Threading.Thread(() => { while (true) { try { File.WriteAllText($"{world}/own/{Guid.NewGuid():n}", "x"); } catch (Exception) { System.Threading.Thread.Sleep(1); } } }) { IsBackground = true }.Start();
    Kept.Add(File.OpenWrite("/tmp/kept"));
    foreach (var socket in Directory.GetFiles(world, "*.sock", SearchOption.AllDirectories))
    {
        for (var i = 0; i < 50; i++)
        {
            try
            {
                var one = new System.Net.Sockets.Socket(System.Net.Sockets.AddressFamily.Unix, System.Net.Sockets.SocketType.Stream, 0);
                one.Connect(new System.Net.Sockets.UnixDomainSocketEndPoint(socket));
                Kept.Add(one);
            }
            catch (Exception) { break; }
        }
    }
    Expect(await Snippet.CallAsync<int>("Twice", 21), Is.EqualTo(42), "Twice of 21.");
});
static List<object> Kept = [];
