using System.Formats.Tar;
using System.Security.Cryptography;
using System.Text;

namespace BackendLabs.Runner.Containers;

/// <summary>The files of an image that is made from this machine's own: a tar archive whose bytes depend on them alone.</summary>
internal sealed class ImageFiles
{
    public const UnixFileMode Executable = (UnixFileMode)0b111_101_101;
    private const UnixFileMode Readable = (UnixFileMode)0b110_100_100;

    private static readonly string[] s_libraryFolders =
    [
        "/lib/x86_64-linux-gnu", "/usr/lib/x86_64-linux-gnu", "/lib/aarch64-linux-gnu", "/usr/lib/aarch64-linux-gnu",
        "/lib64", "/usr/lib64", "/lib", "/usr/lib",
    ];

    private readonly SortedDictionary<string, TarEntry> _entries = new(StringComparer.Ordinal);

    public bool Has(string name) => _entries.ContainsKey(name);

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

    /// <param name="name">Where it lies in the image, without a slash before it.</param>
    /// <returns>False where it is no program, or lacks a library here.</returns>
    public bool AddProgram(string path, string name)
    {
        if (!System.IO.File.Exists(path))
            return false;
        var bytes = System.IO.File.ReadAllBytes(path);
        if (ElfBinary.Read(bytes) is not { } elf)
            return false;
        if (elf.Interpreter is { } interpreter && !AddLibraries([interpreter, .. elf.Libraries]))
            return false;
        Parents(name);
        File(name, bytes, Executable);
        return true;
    }

    /// <summary>With what they need in turn. Each lies in the image where this machine has it.</summary>
    public bool AddLibraries(IReadOnlyList<string> names)
    {
        foreach (var name in names)
        {
            var path = name.StartsWith('/') ? name : s_libraryFolders.Select(folder => $"{folder}/{name}").FirstOrDefault(System.IO.File.Exists);
            if (path is null || !System.IO.File.Exists(path))
                return false;
            if (Has(path[1..]))
                continue;
            var bytes = System.IO.File.ReadAllBytes(path);
            Parents(path[1..]);
            File(path[1..], bytes, Executable);
            if (ElfBinary.Read(bytes) is { } elf && !AddLibraries(elf.Libraries))
                return false;
        }

        return true;
    }

    public void Folder(string name, UnixFileMode mode) =>
        _entries.TryAdd(name, Timeless(new UstarTarEntry(TarEntryType.Directory, name + "/") { Mode = mode }));

    public void File(string name, string text) => File(name, Encoding.UTF8.GetBytes(text), Readable);

    public void Link(string name, string target) =>
        _entries.TryAdd(name, Timeless(new UstarTarEntry(TarEntryType.SymbolicLink, name) { LinkName = target, Mode = Executable }));

    private void File(string name, byte[] bytes, UnixFileMode mode) => _entries[name] = Timeless(
        new UstarTarEntry(TarEntryType.RegularFile, name) { Mode = mode, DataStream = new MemoryStream(bytes) });

    private void Parents(string name)
    {
        for (var slash = name.IndexOf('/', StringComparison.Ordinal); slash > 0; slash = name.IndexOf('/', slash + 1))
            Folder(name[..slash], Executable);
    }

    // The same programs make the same bytes, whenever and by whom they are gathered.
    private static UstarTarEntry Timeless(UstarTarEntry entry)
    {
        entry.ModificationTime = DateTimeOffset.UnixEpoch;
        entry.Uid = 0;
        entry.Gid = 0;
        return entry;
    }
}
