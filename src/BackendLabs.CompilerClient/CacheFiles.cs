using System.Security.Cryptography;
using System.Text;
using BackendLabs.Labs.Files;

namespace BackendLabs.CompilerClient;

/// <summary>What need not be done twice, by content. May be removed at any time; one that cannot be written is only slower.</summary>
internal sealed class CacheFiles(string folder, string version)
{
    /// <summary>A file's name: of the programs' version and everything that decides the content.</summary>
    public string Key(params IEnumerable<string> parts) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\0', [version, .. parts]))));

    // A hash stands before the content: a file that the disk or somebody spoilt would end the judge that loads it.
    public byte[]? Read(string key)
    {
        try
        {
            var bytes = File.ReadAllBytes(Path.Combine(folder, key));
            return bytes.Length > SHA256.HashSizeInBytes
                && SHA256.HashData(bytes.AsSpan(SHA256.HashSizeInBytes)).AsSpan().SequenceEqual(bytes.AsSpan(0, SHA256.HashSizeInBytes))
                    ? bytes[SHA256.HashSizeInBytes..]
                    : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    // Never read half-written: a file gets its name when it is whole.
    public void Keep(string key, byte[] content)
    {
        try
        {
            PrivateFile.Write(Path.Combine(PrivateFolder.Make(folder), key), [.. SHA256.HashData(content), .. content]);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // The disk is full or read-only; the next run does the work again.
        }
    }
}
