using System.Diagnostics;
using BackendLabs.Runner.Sandboxing;

namespace BackendLabs.Runner.Tests.Sandboxing;

internal sealed class DiskWatchTests
{
    private static readonly ProcessLimits Limits =
        ProcessLimits.Snippet(64 * 1024 * 1024, TimeSpan.FromSeconds(1)) with { DiskEntries = 5, DiskBytes = 1000 };

    private DirectoryInfo _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("disk-watch-");

    [TearDown]
    public void RemoveFolder() => _folder.Delete(recursive: true);

    [Test]
    public void Few_small_files_are_within_the_limit()
    {
        Write("lab.db", 500);
        Assert.That(DiskWatch.Look(_folder, Limits), Is.Null);
    }

    [Test]
    public void Bytes_in_inner_folders_count()
    {
        Write("lab.db", 500);
        Write("a/b/c.txt", 501);
        Assert.That(DiskWatch.Look(_folder, Limits), Does.Contain("MB beside the database"));
    }

    [Test]
    public void Empty_files_folders_and_links_count()
    {
        Write("one", 0);
        Directory.CreateDirectory(Path.Combine(_folder.FullName, "two"));
        for (var i = 3; i <= 6; i++)
            File.CreateSymbolicLink(Path.Combine(_folder.FullName, $"link{i}"), "/nowhere");
        Assert.That(DiskWatch.Look(_folder, Limits), Does.Contain("more than 5 files"));
    }

    [Test]
    public void A_link_to_a_large_folder_is_not_followed()
    {
        Directory.CreateSymbolicLink(Path.Combine(_folder.FullName, "out"), "/usr");
        Directory.CreateSymbolicLink(Path.Combine(_folder.FullName, "self"), ".");
        File.CreateSymbolicLink(Path.Combine(_folder.FullName, "dotnet"), Environment.ProcessPath!);
        Assert.That(DiskWatch.Look(_folder, Limits), Is.Null);
    }

    [Test]
    public void A_name_that_is_no_text_is_noticed_for_what_is_in_it_cannot_be_counted()
    {
        Shell("mkdir \"$(printf 'x\\377')\"");
        Assert.That(DiskWatch.Look(_folder, Limits), Does.Contain("whose name is no text"));
        FolderTree.Remove(_folder.FullName);
        Assert.That(Directory.Exists(_folder.FullName), Is.False);
        _folder.Create();
    }

    [Test]
    public void A_tree_deeper_than_a_path_reaches_with_odd_names_and_locked_folders_is_removed()
    {
        Shell("n=$(printf 'd%.0s' $(seq 200)); for i in $(seq 40); do mkdir $n && cd -P $n || exit 1; done; touch \"$(printf '\\377\\376\\n')\"; cd -P ..; chmod 0 $n");
        var outside = Directory.CreateTempSubdirectory("outside-");
        File.WriteAllText(Path.Combine(outside.FullName, "kept"), "");
        Directory.CreateSymbolicLink(Path.Combine(_folder.FullName, "link"), outside.FullName);

        FolderTree.Remove(_folder.FullName);

        Assert.That(Directory.Exists(_folder.FullName), Is.False);
        Assert.That(outside.EnumerateFiles().Count(), Is.EqualTo(1), "Links are not followed.");
        outside.Delete(recursive: true);
        _folder.Create();
    }

    private void Shell(string script)
    {
        using var process = Process.Start(new ProcessStartInfo("sh", ["-c", script]) { WorkingDirectory = _folder.FullName })!;
        process.WaitForExit();
        Assert.That(process.ExitCode, Is.Zero);
    }

    private void Write(string name, int bytes)
    {
        var path = Path.Combine(_folder.FullName, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, new byte[bytes]);
    }
}
