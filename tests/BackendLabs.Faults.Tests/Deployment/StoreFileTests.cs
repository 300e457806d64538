using BackendLabs.Testing.Web;

namespace BackendLabs.Faults.Tests.Deployment;

/// <summary>The published programs with the store's address in a file.</summary>
internal sealed class StoreFileTests
{
    private DirectoryInfo _home = null!;

    [SetUp]
    public void Begin() => _home = Directory.CreateTempSubdirectory("lab-store-file-");

    [TearDown]
    public void End() => _home.Delete(recursive: true);

    [Test]
    public async Task The_pages_keep_their_work_in_the_store_that_the_file_names()
    {
        var store = Path.Combine(_home.FullName, "elsewhere.db");
        await using var node = new WebNode(_home.FullName, new Dictionary<string, string> { ["BACKENDLABS_STORE_FILE"] = Write(store) });
        await node.StartAsync();
        Assert.That(store, Does.Exist);
    }

    [TestCase("web/BackendLabs.Web.dll")]
    [TestCase("cli/lab.dll", "serve")]
    [TestCase("cli/lab.dll", "grader")]
    public async Task A_file_that_is_missing_ends_the_start_with_its_name(string program, params string[] arguments)
    {
        var file = Path.Combine(_home.FullName, "none");
        await using var process = PublishedProcess.Start(program, _home.FullName, new Dictionary<string, string> { ["BACKENDLABS_STORE_FILE"] = file }, arguments);
        await process.EndedAsync();
        Assert.That(process.ExitCode, Is.EqualTo(3), process.Words);
        Assert.That(process.Words, Does.Contain($"BACKENDLABS_STORE_FILE names {file}, which does not exist."));
    }

    private string Write(string address)
    {
        var path = Path.Combine(_home.FullName, "store");
        File.WriteAllText(path, address + "\n");
        return path;
    }
}
