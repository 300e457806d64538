using System.Formats.Tar;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace BackendLabs.DockerGate;

/// <summary>The files of an image that is made from this machine's own: a tar archive whose bytes depend on them alone.</summary>
internal sealed class ImageFiles
{
    public const UnixFileMode Executable = (UnixFileMode)0b111_101_101;
    private const UnixFileMode Readable = (UnixFileMode)0b110_100_100;

    /// <summary>Where this machine may have its libraries.</summary>
    public static IReadOnlyList<string> LibraryFolders { get; } =
    [
        "/lib/x86_64-linux-gnu", "/usr/lib/x86_64-linux-gnu", "/lib/aarch64-linux-gnu", "/usr/lib/aarch64-linux-gnu",
        "/lib64", "/usr/lib64", "/lib", "/usr/lib",
    ];

    private readonly SortedDictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    public bool Has(string name) => _entries.ContainsKey(name);

    /// <summary>The whole archive in memory; for small images.</summary>
    public byte[] ToArchive()
    {
        using var archive = new MemoryStream();
        using (var writer = new TarWriter(archive, TarEntryFormat.Ustar, leaveOpen: true))
        {
            foreach (var (name, entry) in _entries)
            {
                using var data = entry.Open();
                writer.WriteEntry(entry.ToTar(name, data));
            }
        }

        return archive.ToArray();
    }

    /// <summary>The archive as a request's body, written while it is sent; for large images.</summary>
    public HttpContent ToContent() => new Content(this);

    public static string Digest(byte[] archive) => "sha256:" + Convert.ToHexStringLower(SHA256.HashData(archive));

    /// <summary>Changes when a file does, without reading one: by names, sizes and times.</summary>
    public string QuickDigest() => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        string.Join('\n', _entries.Select(entry => $"{entry.Key} {entry.Value.Stamp()}")))));

    /// <param name="name">Where it lies in the image, without a slash before it.</param>
    /// <returns>False where it is no program, or lacks a library here.</returns>
    public bool AddProgram(string path, string name)
    {
        if (!System.IO.File.Exists(path) || ElfBinary.Read(System.IO.File.ReadAllBytes(path)) is not { } elf)
            return false;
        if (elf.Interpreter is { } interpreter && !AddLibraries([interpreter, .. elf.Libraries]))
            return false;
        FileOf(path, name, Executable);
        return true;
    }

    /// <summary>With what they need in turn. Each lies in the image where this machine has it.</summary>
    /// <returns>False where one is missing here.</returns>
    public bool AddLibraries(IReadOnlyList<string> names)
    {
        foreach (var name in names)
        {
            var path = name.StartsWith('/') ? name : LibraryFolders.Select(folder => $"{folder}/{name}").FirstOrDefault(System.IO.File.Exists);
            if (path is null || !System.IO.File.Exists(path))
                return false;
            if (Has(path[1..]))
                continue;
            FileOf(path, path[1..], Executable);
            if (ElfBinary.Read(System.IO.File.ReadAllBytes(path)) is { } elf && !AddLibraries(elf.Libraries))
                return false;
        }

        return true;
    }

    /// <summary>A folder with all beneath it, where this machine has it; links become what they lead to.</summary>
    public void AddTree(string path)
    {
        if (!Directory.Exists(path))
            return;
        foreach (var file in Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories).Where(System.IO.File.Exists))
            FileOf(file, file[1..], System.IO.File.GetUnixFileMode(file).HasFlag(UnixFileMode.UserExecute) ? Executable : Readable);
    }

    public void Folder(string name, UnixFileMode mode) => _entries.TryAdd(name, new Entry(TarEntryType.Directory, mode));

    public void File(string name, string text) => _entries[name] = new Entry(TarEntryType.RegularFile, Readable) { Text = text };

    public void Link(string name, string target) => _entries.TryAdd(name, new Entry(TarEntryType.SymbolicLink, Executable) { Text = target });

    private void FileOf(string path, string name, UnixFileMode mode)
    {
        for (var slash = name.IndexOf('/', StringComparison.Ordinal); slash > 0; slash = name.IndexOf('/', slash + 1))
            Folder(name[..slash], Executable);
        _entries[name] = new Entry(TarEntryType.RegularFile, mode) { Path = path };
    }

    private sealed record Entry(TarEntryType Type, UnixFileMode Mode)
    {
        /// <summary>This machine's file whose bytes it has.</summary>
        public string? Path { get; init; }

        /// <summary>Its bytes, or where a link leads.</summary>
        public string? Text { get; init; }

        public Stream? Open() => this switch
        {
            { Path: { } path } => System.IO.File.OpenRead(path),
            { Type: TarEntryType.RegularFile } => new MemoryStream(Encoding.UTF8.GetBytes(Text!)),
            _ => null,
        };

        // The same programs make the same bytes, whenever and by whom they are gathered.
        public TarEntry ToTar(string name, Stream? data)
        {
            var entry = new UstarTarEntry(Type, Type == TarEntryType.Directory ? name + "/" : name)
            {
                Mode = Mode,
                ModificationTime = DateTimeOffset.UnixEpoch,
                Uid = 0,
                Gid = 0,
            };
            if (Type == TarEntryType.SymbolicLink)
                entry.LinkName = Text!;
            if (data is not null)
                entry.DataStream = data;
            return entry;
        }

        public string Stamp()
        {
            if (Path is null)
                return $"{Type} {Text}";
            var file = new FileInfo(Path);
            file = file.ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? file;
            return string.Create(CultureInfo.InvariantCulture, $"{file.Length} {file.LastWriteTimeUtc.Ticks}");
        }
    }

    private sealed class Content(ImageFiles files) : HttpContent
    {
        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await using var writer = new TarWriter(stream, TarEntryFormat.Ustar, leaveOpen: true);
            foreach (var (name, entry) in files._entries)
            {
                await using var data = entry.Open();
                await writer.WriteEntryAsync(entry.ToTar(name, data));
            }
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
