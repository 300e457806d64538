using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using BackendLabs.DockerGate.Http;

namespace BackendLabs.DockerGate.Creation;

/// <summary>Temporary file systems: a folder of the container's and a size; the mount options are ours.</summary>
internal static partial class TmpfsReader
{
    private static readonly string[] s_harmless = ["rw", "noexec", "nosuid", "nodev", ""];

    public static Dictionary<string, long> Read(IReadOnlyDictionary<string, JsonElement> mounts, DockerLimits limits)
    {
        var sizes = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var (folder, options) in mounts)
        {
            if (!Folder().IsMatch(folder) || folder.Split('/').Any(part => part is "." or "..") || IsSystem(folder))
            {
                throw RequestRefusedException.NotHere(
                    $"HostConfig.Tmpfs at '{RequestTarget.Shown(folder)}' is not allowed in this lab: name a folder such as /tmp or /data.");
            }

            sizes[folder] = Size(StrictText.Read(options, "HostConfig.Tmpfs"), limits.TmpfsBytes);
        }

        return sizes.Values.Sum() <= limits.TmpfsBytes * 2
            ? sizes
            : throw TooLarge(limits.TmpfsBytes * 2);
    }

    private static long Size(string options, long most)
    {
        var size = most;
        foreach (var option in options.Split(','))
        {
            if (SizeOption().Match(option) is { Success: true } match)
                size = long.Parse(match.Groups["number"].ValueSpan, CultureInfo.InvariantCulture) << Shift(match.Groups["unit"].Value);
            else if (!s_harmless.Contains(option, StringComparer.Ordinal))
            {
                throw RequestRefusedException.NotHere(
                    $"HostConfig.Tmpfs with the option '{RequestTarget.Shown(option)}' is not allowed in this lab: give size= alone.");
            }
        }

        return size > 0 && size <= most ? size : throw TooLarge(most);
    }

    private static int Shift(string unit) => unit switch { "k" or "K" => 10, "m" or "M" => 20, "g" or "G" => 30, _ => 0 };

    private static bool IsSystem(string folder) =>
        folder.Split('/')[1] is "proc" or "sys" or "dev" or "bin" or "sbin" or "lib" or "lib64" or "usr" or "etc";

    private static RequestRefusedException TooLarge(long most) => RequestRefusedException.NotHere(
        $"HostConfig.Tmpfs is too large: this lab allows {most / (1024 * 1024)} MB.");

    [GeneratedRegex(@"\A(/[A-Za-z0-9._-]{1,64}){1,4}\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Folder();

    [GeneratedRegex(@"\Asize=(?<number>[0-9]{1,9})(?<unit>[kKmMgG]?)\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex SizeOption();
}
