using System.Security.Cryptography;

namespace BackendLabs.Labs.Evidence;

/// <summary>Key files.</summary>
internal static class EvidencePem
{
    private const string P256 = "1.2.840.10045.3.1.7";

    /// <returns>The key; null where the file holds none of this kind.</returns>
    public static ECDsa? Read(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read);
        var buffer = new byte[EvidenceKey.MostFileBytes + 1];
        var length = stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
        return length > EvidenceKey.MostFileBytes ? null : Import(System.Text.Encoding.UTF8.GetString(buffer, 0, length));
    }

    public static bool IsPrivate(ECDsa key)
    {
        try
        {
            _ = key.ExportECPrivateKey();
            return true;
        }
        catch (CryptographicException)
        {
            key.Dispose();
            return false;
        }
    }

    private static ECDsa? Import(string pem)
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(pem);
            if (key.ExportParameters(includePrivateParameters: false).Curve.Oid.Value == P256)
                return key;
        }
        catch (Exception error) when (error is CryptographicException or ArgumentException)
        {
            // No PEM, several keys, or a key of another kind: none of ours.
        }

        key.Dispose();
        return null;
    }
}
