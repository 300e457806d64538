// 150d Puts links where the folders of the next processes will be made.
// expected: infrastructure_error
// services: {}
@worlds@
Check("doubles", points: 1, "doubles a number", async () =>
{
    foreach (var world in Worlds())
    {
        for (var host = 2; host < 9; host++)
            File.CreateSymbolicLink($"{world}/h{host}", "@victim@");
    }
    await Snippet.RestartAsync();
    Expect(await Snippet.CallAsync<int>("Twice", 21), Is.EqualTo(42), "Twice of 21.");
});
