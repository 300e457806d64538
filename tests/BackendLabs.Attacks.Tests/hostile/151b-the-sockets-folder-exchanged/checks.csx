// 151b Puts a link in the place of the folder in which the Docker gate is about to make its socket.
// expected: infrastructure_error
// services: { docker: docker }
// needs: docker
@worlds@
Check("doubles", points: 1, "doubles a number", async () =>
{
    foreach (var world in Worlds())
    {
        try { File.CreateSymbolicLink(world + "/h2", "@victim@"); } catch (UnauthorizedAccessException) { File.CreateSymbolicLink(world + "/own/h2", "@victim@"); throw; }
    }
    await Snippet.RestartAsync();
    Expect(await Snippet.CallAsync<int>("Twice", 21), Is.EqualTo(42), "Twice of 21.");
});
