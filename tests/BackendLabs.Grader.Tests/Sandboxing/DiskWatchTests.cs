using System.Diagnostics;
using BackendLabs.Sandbox;

namespace BackendLabs.Grader.Tests.Sandboxing;

internal sealed class DiskWatchTests
{
    private static readonly ProcessLimits Limits =
        ProcessLimits.Snippet(64 * 1024 * 1024, TimeSpan.FromSeconds(1)) with { DiskEntries = 5, DiskBytes = 64 * 1024, FileBytes = 48 * 1024, WrittenBytes = 4 * 1024 * 1024 };

    private DirectoryInfo _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("disk-watch-");

    [TearDown]
    public void RemoveFolder() => _folder.Delete(recursive: true);

    [Test]
    public void Few_small_files_are_within_the_limit()
    {
        Write("lab.db", 40 * 1024);
        Assert.That(Look(), Is.Null);
    }

    [Test]
    public void Bytes_in_inner_folders_count()
    {
        Write("lab.db", 40 * 1024);
        Write("a/b/c.txt", 40 * 1024);
        Assert.That(Look(), Does.Contain("MB beside the database"));
    }

    [Test]
    public void Empty_files_folders_and_links_count()
    {
        Write("one", 0);
        Directory.CreateDirectory(Path.Combine(_folder.FullName, "two"));
        for (var i = 3; i <= 6; i++)
            File.CreateSymbolicLink(Path.Combine(_folder.FullName, $"link{i}"), "/nowhere");
        Assert.That(Look(), Does.Contain("more than 5 files"));
    }

    [Test]
    public void A_link_to_a_large_folder_is_not_followed()
    {
        Directory.CreateSymbolicLink(Path.Combine(_folder.FullName, "out"), "/usr");
        Directory.CreateSymbolicLink(Path.Combine(_folder.FullName, "self"), ".");
        File.CreateSymbolicLink(Path.Combine(_folder.FullName, "dotnet"), Environment.ProcessPath!);
        Assert.That(Look(), Is.Null);
    }

    [Test]
    public void A_name_that_is_no_text_hides_nothing()
    {
        Shell("d=$(printf 'x\\377'); mkdir $d; head -c 81920 /dev/zero > $d/$d");
        Assert.That(Look(), Does.Contain("MB beside the database"));
        FolderTree.Remove(_folder.FullName);
        Assert.That(Directory.Exists(_folder.FullName), Is.False);
        _folder.Create();
    }

    [Test]
    public void Blocks_without_length_count_and_length_without_blocks_does_not()
    {
        Shell("truncate -s 100M sparse");
        Assert.That(Look(), Is.Null);
        Shell("touch unseen; fallocate --keep-size --length 1M unseen");
        Assert.That(Look(), Does.Contain("MB beside the database"));
    }

    [Test]
    public void A_file_with_several_names_counts_once()
    {
        Write("one", 40 * 1024);
        Shell("ln one two; mkdir in; ln one in/three");
        Assert.That(Look(), Is.Null);
    }

    [Test]
    public void A_file_without_a_name_counts_while_a_process_holds_it_open()
    {
        using var holder = Holding("exec 3> gone; head -c 81920 /dev/zero >&3; rm gone");
        Assert.That(Look(), Is.Null, "It has no name.");
        Assert.That(Look(holder.Id), Does.Contain("MB beside the database"));
        End(holder);
    }

    [Test]
    public void Files_that_are_only_mapped_count_as_the_largest_that_there_may_be()
    {
        // Python's own mmap keeps the file open.
        const string Map = """
            import ctypes, os, sys
            libc = ctypes.CDLL(None)
            libc.mmap.argtypes = [ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int, ctypes.c_int, ctypes.c_int, ctypes.c_long]
            for i in range(2):
                f = open('gone', 'w+b'); f.truncate(4096)
                libc.mmap(None, 4096, 3, 1, f.fileno(), 0)
                os.remove('gone'); f.close()
            print('ready', flush=True); sys.stdin.read()
            """;
        if (MachineTools.OnPath("python3") is not { } python)
        {
            LiveBox.Absent("python3", "apt-get install python3");
            return;
        }

        using var holder = Started(python, "-c", Map);
        Assert.That(Look(holder.Id, maps: false), Is.Null, "Nothing of it is open.");
        Assert.That(Look(holder.Id), Does.Contain("MB beside the database"));
        End(holder);
    }

    /// <summary>The kernel forgets what such a child wrote; the file is there all the same.</summary>
    [Test]
    public void What_a_child_wrote_that_nobody_waited_for_counts_where_its_parent_holds_the_file()
    {
        const string Fork = """
            import os, signal, sys
            f = open('gone', 'w+b', buffering=0); os.remove('gone')
            signal.signal(signal.SIGCHLD, signal.SIG_IGN)
            done, told = os.pipe()
            if os.fork() == 0:
                os.write(f.fileno(), bytes(96 * 1024))
                os._exit(0)
            os.close(told); os.read(done, 1)   # the child's end of the pipe closes when it ends
            print('ready', flush=True); sys.stdin.read()
            """;
        if (MachineTools.OnPath("python3") is not { } python)
        {
            LiveBox.Absent("python3", "apt-get install python3");
            return;
        }

        using var holder = Started(python, "-c", Fork);
        Assert.That(Look(holder.Id, maps: false), Does.Contain("MB beside the database"));
        End(holder);
    }

    [Test]
    public void Bytes_that_were_written_over_and_over_count_in_the_end()
    {
        if (new DriveInfo(_folder.FullName).DriveFormat == "tmpfs")
            Assert.Ignore("What is written to memory is counted there.");
        using var holder = Holding("for i in 1 2 3 4 5; do head -c 1048576 /dev/zero > file; rm file; done");
        Assert.That(Look(holder.Id), Does.Contain("to the disk in all"));
        End(holder);
    }

    [Test]
    public void A_tree_deeper_than_is_sensible_is_refused()
    {
        Shell("for i in $(seq 40); do mkdir d; cd d || exit 1; done");
        Assert.That(Look(limits: Limits with { DiskEntries = 100, DiskBytes = 1024 * 1024 }), Does.Contain("deep beside the database"));
    }

    [Test]
    public void A_folder_that_is_exchanged_for_a_link_while_it_is_removed_leads_nowhere()
    {
        var outside = Directory.CreateTempSubdirectory("outside-");
        File.WriteAllText(Path.Combine(outside.FullName, "kept"), "");
        Shell($"mkdir a; ln -s {outside.FullName} b");
        // Exchanged as fast as the machine can, so that most removals meet it.
        using var exchanging = Started("python3", "-c", """
            import ctypes, os, sys
            libc = ctypes.CDLL(None)
            print('ready', flush=True)
            while os.getppid() != 1:
                if libc.renameat2(-100, b'a', -100, b'b', 2) != 0:
                    try: os.mkdir('a')
                    except OSError: pass
                    try: os.symlink(sys.argv[1], 'b')
                    except OSError: pass
            """, outside.FullName);
        using var held = HeldFolder.Open(_folder.FullName);
        for (var round = 0; round < 300; round++)
        {
            try
            {
                Directory.CreateDirectory(Path.Combine(_folder.FullName, "a", "in"));
                held.Empty();
            }
            catch (IOException)
            {
                // It fills again, or is a link just now.
            }
        }

        exchanging.Kill();
        exchanging.WaitForExit();
        Assert.That(outside.EnumerateFiles().Count(), Is.EqualTo(1), "It went through the link.");
        held.Empty();
        outside.Delete(recursive: true);
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

    private string? Look(int? process = null, bool maps = true, ProcessLimits? limits = null)
    {
        using var held = HeldFolder.Open(_folder.FullName);
        return new DiskUse(held, limits ?? Limits, "Your code", mustSee: true).Look(process, maps);
    }

    // Until its input ends.
    private Process Holding(string script) => Started("sh", "-c", script + "; echo ready; read _");

    private Process Started(string program, params string[] arguments)
    {
        var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = _folder.FullName,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        })!;
        Assert.That(process.StandardOutput.ReadLine(), Is.EqualTo("ready"));
        return process;
    }

    private static void End(Process process)
    {
        process.StandardInput.Close();
        process.WaitForExit();
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
