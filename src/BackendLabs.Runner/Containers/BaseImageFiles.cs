using System.Formats.Tar;
using System.Security.Cryptography;
using System.Text;

namespace BackendLabs.Runner.Containers;

/// <summary>What the base image is made of, as a tar archive whose bytes depend on the machine's programs alone.</summary>
internal sealed class BaseImageFiles
{
    private const UnixFileMode Executable = (UnixFileMode)0b111_101_101;
    private const UnixFileMode Readable = (UnixFileMode)0b110_100_100;
    private const UnixFileMode Shared = (UnixFileMode)0b1_111_111_111;

    private static readonly string[] s_applets =
    [
        "[", "ash", "awk", "basename", "cat", "chmod", "cp", "cut", "date", "dd", "df", "dirname", "du", "echo", "env", "expr", "false",
        "find", "free", "grep", "head", "hostname", "httpd", "id", "ip", "kill", "ln", "ls", "md5sum", "mkdir", "mktemp", "mv", "nc",
        "nslookup", "ping", "printenv", "printf", "ps", "pwd", "readlink", "rm", "rmdir", "sed", "seq", "sh", "sha256sum", "sleep", "sort",
        "stat", "tail", "tee", "test", "timeout", "top", "touch", "tr", "true", "uname", "uniq", "usleep", "vi", "wc", "wget", "which",
        "whoami", "xargs", "yes",
    ];

    private static readonly string[] s_singlePrograms = ["sh", "cat", "echo", "env", "ls", "printf", "sleep", "true", "false", "uname", "id"];

    private static readonly string[] s_libraryFolders =
    [
        "/lib/x86_64-linux-gnu", "/usr/lib/x86_64-linux-gnu", "/lib/aarch64-linux-gnu", "/usr/lib/aarch64-linux-gnu",
        "/lib64", "/usr/lib64", "/lib", "/usr/lib",
    ];

    private readonly SortedDictionary<string, TarEntry> _entries = new(StringComparer.Ordinal);

    private BaseImageFiles()
    {
        foreach (var folder in new[] { "bin", "etc", "www", "proc", "sys", "dev", "home", "usr", "usr/bin" })
            Folder(folder, Executable);
        Folder("tmp", Shared | UnixFileMode.StickyBit);
        File("etc/passwd", "root:x:0:0:root:/:/bin/sh\nlab:x:1000:1000:lab:/home:/bin/sh\nnobody:x:65534:65534:nobody:/:/bin/false\n");
        File("etc/group", "root:x:0:\nlab:x:1000:\nnogroup:x:65534:\n");
        File("www/index.html", "<!doctype html>\n<title>It works</title>\n<h1>It works</h1>\n<p>This page comes from a container.</p>\n");
    }

    /// <returns>Null where this machine has no program that a container could run.</returns>
    public static BaseImageFiles? Gather(IReadOnlyList<string> busyboxes)
    {
        var files = new BaseImageFiles();
        foreach (var path in busyboxes.Where(System.IO.File.Exists))
        {
            if (files.AddProgram(path, "bin/busybox"))
            {
                foreach (var applet in s_applets)
                    files.Link("bin/" + applet, "busybox");
                return files;
            }
        }

        var added = s_singlePrograms.Count(name => files.AddProgram("/bin/" + name, "bin/" + name));
        return added > 0 && files._entries.ContainsKey("bin/sh") ? files : null;
    }

    public byte[] ToArchive()
    {
        using var archive = new MemoryStream();
        using (var writer = new TarWriter(archive, TarEntryFormat.Ustar, leaveOpen: true))
        {
            foreach (var entry in _entries.Values)
                writer.WriteEntry(entry);
        }

        return archive.ToArray();
    }

    public static string Digest(byte[] archive) => "sha256:" + Convert.ToHexStringLower(SHA256.HashData(archive));

    private bool AddProgram(string path, string name)
    {
        if (!System.IO.File.Exists(path))
            return false;
        var bytes = System.IO.File.ReadAllBytes(path);
        if (ElfBinary.Read(bytes) is not { } elf)
            return false;
        if (elf.Interpreter is { } interpreter && !AddLibraries([interpreter, .. elf.Libraries]))
            return false;
        File(name, bytes, Executable);
        return true;
    }

    /// <summary>With what they need in turn. Each lies in the image where this machine has it.</summary>
    private bool AddLibraries(IReadOnlyList<string> names)
    {
        foreach (var name in names)
        {
            var path = name.StartsWith('/') ? name : s_libraryFolders.Select(folder => $"{folder}/{name}").FirstOrDefault(System.IO.File.Exists);
            if (path is null || !System.IO.File.Exists(path))
                return false;
            if (_entries.ContainsKey(path[1..]))
                continue;
            var bytes = System.IO.File.ReadAllBytes(path);
            Parents(path[1..]);
            File(path[1..], bytes, Executable);
            if (ElfBinary.Read(bytes) is { } elf && !AddLibraries(elf.Libraries))
                return false;
        }

        return true;
    }

    private void Parents(string name)
    {
        for (var slash = name.IndexOf('/', StringComparison.Ordinal); slash > 0; slash = name.IndexOf('/', slash + 1))
            Folder(name[..slash], Executable);
    }

    private void Folder(string name, UnixFileMode mode) =>
        _entries.TryAdd(name, Timeless(new UstarTarEntry(TarEntryType.Directory, name + "/") { Mode = mode }));

    private void File(string name, string text) => File(name, Encoding.UTF8.GetBytes(text), Readable);

    private void File(string name, byte[] bytes, UnixFileMode mode) => _entries[name] = Timeless(
        new UstarTarEntry(TarEntryType.RegularFile, name) { Mode = mode, DataStream = new MemoryStream(bytes) });

    private void Link(string name, string target) =>
        _entries.TryAdd(name, Timeless(new UstarTarEntry(TarEntryType.SymbolicLink, name) { LinkName = target, Mode = Executable }));

    // The same programs make the same bytes, whenever and by whom they are gathered.
    private static UstarTarEntry Timeless(UstarTarEntry entry)
    {
        entry.ModificationTime = DateTimeOffset.UnixEpoch;
        entry.Uid = 0;
        entry.Gid = 0;
        return entry;
    }
}
