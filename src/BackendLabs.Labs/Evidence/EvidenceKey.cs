using System.Security.Cryptography;
using System.Text;
using BackendLabs.Labs.Files;

namespace BackendLabs.Labs.Evidence;

/// <summary>Signs records: ECDSA over P-256, in a file that only its owner may read and that stands apart from what it signs.</summary>
public sealed class EvidenceKey : IDisposable
{
    internal const int SignatureBytes = 64;
    internal const int MostFileBytes = 16 * 1024;

    private const UnixFileMode OwnersOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode Readers = UnixFileMode.GroupRead | UnixFileMode.OtherRead;
    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    private readonly ECDsa _key;

    private EvidenceKey(ECDsa key)
    {
        _key = key;
        Public = new EvidencePublicKey(key.ExportSubjectPublicKeyInfo());
    }

    public EvidencePublicKey Public { get; }

    /// <summary>The key in this file; where there is none, one is made, and beside it (<c>.pub</c>) the half that checks signatures.</summary>
    /// <exception cref="EvidenceException">It is no such key, or others may read it.</exception>
    /// <exception cref="IOException">It can be neither read nor written.</exception>
    /// <exception cref="UnauthorizedAccessException">The same.</exception>
    public static EvidenceKey LoadOrMake(string file)
    {
        if (!File.Exists(file))
            Make(file);
        return Load(file);
    }

    internal byte[] Sign(EvidenceEntry entry) =>
        _key.SignData(EvidencePublicKey.ToSign(entry), HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);

    public void Dispose() => _key.Dispose();

    private static EvidenceKey Load(string file)
    {
        var mode = File.GetUnixFileMode(file);
        if ((mode & Others) != UnixFileMode.None)
        {
            throw new EvidenceException(
                $"The signing key {file} can be read or written by others than its owner, so anybody's records could bear its signature.",
                $"If nobody has: chmod 600 {file}. Otherwise move it away; a new one is made then.");
        }

        if (EvidencePem.Read(file) is { } key && EvidencePem.IsPrivate(key))
            return new EvidenceKey(key);
        throw new EvidenceException(
            $"The signing key {file} cannot be used: it is no private key for ECDSA over P-256 in PEM.",
            "Bring it back from a copy, or move it away: a new one is made then, and older records need the old .pub file (--key) to be checked.");
    }

    // Never read half-written, and never replaced: a file gets its name when it is whole, if nobody else was first.
    private static void Make(string file)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(file))!;
        PrivateFolder.Make(folder);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var unfinished = $"{file}.{Environment.ProcessId}.{Guid.NewGuid():N}";
        Write(unfinished, key.ExportPkcs8PrivateKeyPem(), OwnersOnly);
        try
        {
            File.Move(unfinished, file, overwrite: false);
        }
        catch (IOException) when (File.Exists(file))
        {
            File.Delete(unfinished);
            return;
        }

        File.Delete(file + ".pub");
        // For whoever may enter the folder at all: in one of the owner's alone it is as private as the rest.
        Write(file + ".pub", key.ExportSubjectPublicKeyInfoPem(), OwnersOnly | (File.GetUnixFileMode(folder) & Readers));
    }

    private static void Write(string file, string text, UnixFileMode mode)
    {
        using var stream = new FileStream(file, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = mode });
        stream.Write(Encoding.ASCII.GetBytes(text + "\n"));
        stream.Flush(flushToDisk: true);
    }
}

/// <summary>Checks signatures.</summary>
public sealed class EvidencePublicKey
{
    private readonly byte[] _info;

    internal EvidencePublicKey(byte[] info)
    {
        _info = info;
        Id = Convert.ToHexStringLower(SHA256.HashData(info));
    }

    /// <summary>SHA-256 of the key's SubjectPublicKeyInfo, in lower-case hex.</summary>
    public string Id { get; }

    /// <summary>Reads a PEM file with a public key, or with a private one.</summary>
    /// <exception cref="EvidenceException">It is no such key.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The same.</exception>
    public static EvidencePublicKey Load(string file)
    {
        using var key = EvidencePem.Read(file) ?? throw new EvidenceException(
            $"{file} is no key for ECDSA over P-256 in PEM.", "Name the .pub file that stands beside the signing key.");
        return new EvidencePublicKey(key.ExportSubjectPublicKeyInfo());
    }

    internal bool HasSigned(SignedEntry signed)
    {
        using var key = ECDsa.Create();
        key.ImportSubjectPublicKeyInfo(_info, out _);
        return signed.Entry.Key == Id
            && key.VerifyData(ToSign(signed.Entry), signed.Signature, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
    }

    // What is signed says what it is, so that a signature cannot be taken for one of something else.
    internal static byte[] ToSign(EvidenceEntry entry) => [.. "backendlabs evidence 1\n"u8, .. entry.Canonical];
}

/// <summary>Evidence cannot be written or checked as things are.</summary>
public sealed class EvidenceException(string message, string remedy) : Exception(message)
{
    public string Remedy => remedy;
}
