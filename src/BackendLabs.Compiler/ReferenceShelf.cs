using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection.PortableExecutable;
using System.Security.Cryptography;
using BackendLabs.Contract.Services;
using Microsoft.CodeAnalysis;

namespace BackendLabs.Compiler;

/// <summary>
/// What texts are compiled against. Each file is read once and its reference kept: Roslyn then reuses
/// the symbols of one compilation in the next.
/// </summary>
/// <param name="librariesFolder">Where the services' client libraries lie.</param>
internal sealed class ReferenceShelf(string librariesFolder)
{
    private const int ContractsKept = 32;

    private static readonly string FrameworkFolder = Path.GetDirectoryName(typeof(object).Assembly.Location)!;

    private readonly ConcurrentDictionary<string, MetadataReference> _files = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, MetadataReference> _contracts = new(StringComparer.Ordinal);
    private readonly Lazy<ImmutableArray<MetadataReference>> _framework = new(ReadFramework);

    public ImmutableArray<MetadataReference> Framework => _framework.Value;

    /// <summary>
    /// XML documentation of what texts are compiled against: beside the services' libraries, and with the SDK beside the
    /// runtime. Where only a runtime is installed, the framework's is not there.
    /// </summary>
    public IEnumerable<string> DocumentationFiles => Directory.EnumerateFiles(librariesFolder, "*.xml").Concat(FrameworkDocumentation());

    public ImmutableArray<MetadataReference> For(IEnumerable<string> kinds, byte[]? contract)
    {
        var references = Framework.ToBuilder();
        foreach (var kind in kinds.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
            references.AddRange(Of(kind));
        if (contract is not null)
            references.Add(FromBytes(contract));
        return references.ToImmutable();
    }

    public MetadataReference FromFile(string path) => _files.GetOrAdd(path, Read);

    public MetadataReference FromBytes(byte[] assembly)
    {
        if (_contracts.Count > ContractsKept)
            _contracts.Clear();
        return _contracts.GetOrAdd(
            Convert.ToHexString(SHA256.HashData(assembly)),
            static (_, image) => AssemblyMetadata.CreateFromImage(image).GetReference(display: "contract"),
            assembly);
    }

    /// <summary>The libraries of a kind of service, or of an option of one.</summary>
    private IEnumerable<MetadataReference> Of(string kind) =>
        (ServiceKinds.CompiledWith(kind)?.Libraries ?? []).Select(name => FromFile(Path.Combine(librariesFolder, name + ".dll")));

    /// <summary>From the targeting pack of this runtime's version, or the newest that there is.</summary>
    private static IEnumerable<string> FrameworkDocumentation()
    {
        var packs = new DirectoryInfo(Path.Combine(FrameworkFolder, "..", "..", "..", "packs", "Microsoft.NETCore.App.Ref"));
        if (!packs.Exists)
            return [];
        var pack = packs.EnumerateDirectories()
            .Where(folder => Version.TryParse(folder.Name, out var version) && version.Major == Environment.Version.Major)
            .MaxBy(folder => Version.Parse(folder.Name));
        var texts = pack is null ? null : Path.Combine(pack.FullName, "ref", $"net{Environment.Version.Major}.0");
        return texts is null ? [] : FrameworkAssemblies.Names.Select(name => Path.Combine(texts, name + ".xml")).Where(File.Exists);
    }

    private static ImmutableArray<MetadataReference> ReadFramework() =>
        [.. FrameworkAssemblies.Names.Select(name => Read(Path.Combine(FrameworkFolder, name + ".dll")))];

    /// <summary>Reads the metadata alone: the framework's files are mostly machine code.</summary>
    private static MetadataReference Read(string path)
    {
        using var file = File.OpenRead(path);
        var module = ModuleMetadata.CreateFromStream(file, PEStreamOptions.PrefetchMetadata);
        return AssemblyMetadata.Create(module).GetReference(display: Path.GetFileName(path));
    }
}
