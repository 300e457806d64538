using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using BackendLabs.Contract.Services;

namespace BackendLabs.Labs;

/// <summary>
/// Names the content of a lab's files. The form: the files sorted by path (ordinal); of each, in UTF-8, its path,
/// LF, the length of its text in bytes (decimal), LF, its text with LF line ends and no byte order mark. SHA-256 of
/// it all, in lower-case hex. A path is relative to the lab's folder, a shared file's begins with <c>_shared/</c>.
/// </summary>
public static class LabDigest
{
    /// <summary>How much of the checks' digest a line of <c>changes</c> carries.</summary>
    public const int ShortLength = 12;

    public static string Of(IEnumerable<LabText> files)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in files.OrderBy(file => file.Path, StringComparer.Ordinal))
        {
            var text = Encoding.UTF8.GetBytes(file.Text);
            hash.AppendData(Encoding.UTF8.GetBytes($"{file.Path}\n{text.Length.ToString(CultureInfo.InvariantCulture)}\n"));
            hash.AppendData(text);
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>
    /// Of what decides whether a snippet passes: <c>checks.csx</c>, <c>contract.csx</c>, the services' seeds and the
    /// shared files. It changes only with a new version.
    /// </summary>
    internal static string OfChecks(IEnumerable<LabText> files) =>
        Of(files.Where(file => file.Path is "checks.csx" or "contract.csx" || ServiceKinds.SeedFiles.Contains(file.Path)
            || file.Path.StartsWith("_shared/", StringComparison.Ordinal)))[..ShortLength];
}
