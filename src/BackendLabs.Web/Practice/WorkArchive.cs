using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using BackendLabs.Web.Hosting;

namespace BackendLabs.Web.Practice;

/// <summary>A person's drafts as a zip file: <c>track/name/answer.csx</c>, the form of the folders that <c>lab start</c> makes.</summary>
internal static partial class WorkArchive
{
    private const int MostEntries = 500;

    /// <summary>Of all answers together. What somebody wrote for a hundred labs is a tenth of it.</summary>
    private const int MostBytes = 4 * 1024 * 1024;

    /// <summary>What people write becomes five times smaller, and thirty times where they repeat themselves.</summary>
    private const int MostRatio = 100;

    private const int SmallBytes = 16 * 1024;

    // Unix's type of file, in the upper half of an entry's attributes: 0o120000 is a link, 0o100000 a file, 0 unsaid.
    private const int TypeMask = 0xF000;
    private const int Link = 0xA000;
    private const int PlainFile = 0x8000;

    public static byte[] Write(IEnumerable<WrittenLab> drafts)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var draft in drafts)
            {
                using var entry = zip.CreateEntry($"{draft.Lab}/answer.csx").Open();
                entry.Write(Encoding.UTF8.GetBytes(draft.Text));
            }
        }

        return bytes.ToArray();
    }

    /// <summary>
    /// Reads an archive whole, or refuses it whole. Everything that its list of contents says is looked at before one byte
    /// is inflated, and what comes out is counted all the same. Nothing of it is ever written to a file.
    /// </summary>
    /// <param name="isLab">Whether there is a lab of this id.</param>
    /// <exception cref="RefusedException">400: no archive, or an entry that is none of a lab's; it is named. 413: too long.</exception>
    public static IReadOnlyList<WrittenLab> Read(Stream bytes, Func<string, bool> isLab)
    {
        try
        {
            using var zip = new ZipArchive(bytes, ZipArchiveMode.Read);
            var entries = Listed(zip, isLab);
            var room = new byte[SnippetText.MostBytes + 1];
            var left = MostBytes;
            var drafts = new List<WrittenLab>();
            foreach (var (lab, entry) in entries)
            {
                var length = Inflate(entry, room);
                if ((left -= length) < 0)
                    throw TooLong("All that is in it is too long.");
                drafts.Add(new WrittenLab(lab, SnippetText.Require(TextOf(entry, room.AsSpan(0, length)))));
            }

            return drafts;
        }
        catch (Exception error) when (error is InvalidDataException or NotSupportedException or EndOfStreamException)
        {
            throw Refuse("This is no zip file, or a broken one.", "Send a file that was downloaded here.");
        }
    }

    // What the list says is its maker's word. It can be believed where it makes us refuse.
    private static List<(string Lab, ZipArchiveEntry Entry)> Listed(ZipArchive zip, Func<string, bool> isLab)
    {
        if (zip.Entries.Count > MostEntries)
            throw Refuse($"It holds {zip.Entries.Count} entries.", $"At most {MostEntries} are read.");
        var listed = new List<(string, ZipArchiveEntry)>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var sum = 0L;
        foreach (var entry in zip.Entries)
        {
            if (Folder().IsMatch(entry.FullName) && entry is { Length: 0, CompressedLength: <= 2 })
                continue;
            var lab = LabOf(entry);
            if (!isLab(lab))
                throw Refuse($"There is no lab {lab} here.", "Nothing was brought. Take it out of the file, or ask for that lab.");
            if (!seen.Add(lab))
                throw Refuse($"It holds two answers to {lab}.", "Keep one of them.");
            if (entry.IsEncrypted)
                throw Refuse($"'{entry.FullName}' in it is locked by a password.", "Send it without one.");
            if (entry.Length > SnippetText.MostBytes)
                throw TooLong($"'{entry.FullName}' in it is too long for an answer.");
            if (entry.Length > SmallBytes && entry.Length > MostRatio * entry.CompressedLength)
                throw TooLong($"'{entry.FullName}' in it is over {MostRatio} times as long as it looks.");
            if ((sum += entry.Length) > MostBytes)
                throw TooLong("All that is in it is too long.");
            listed.Add((lab, entry));
        }

        return listed;
    }

    private static string LabOf(ZipArchiveEntry entry)
    {
        var name = Name().Match(entry.FullName);
        if (!name.Success)
            throw Refuse($"'{Shown(entry.FullName)}' in it is no lab's answer.", "Entries are named track/name/answer.csx, and lead nowhere else.");
        return ((entry.ExternalAttributes >> 16) & TypeMask) switch
        {
            0 or PlainFile => name.Groups["lab"].Value,
            Link => throw Refuse($"'{entry.FullName}' in it is a link.", "Send the file that it leads to."),
            _ => throw Refuse($"'{entry.FullName}' in it is no plain file.", "Send a file that was downloaded here."),
        };
    }

    private static int Inflate(ZipArchiveEntry entry, byte[] room)
    {
        using var content = entry.Open();
        var length = content.ReadAtLeast(room, room.Length, throwOnEndOfStream: false);
        if (length > SnippetText.MostBytes)
            throw TooLong($"'{entry.FullName}' in it is too long for an answer.");
        // The reader stops where the list says that an entry ends: one that went on, or ended before, has another sum.
        return length == entry.Length && Crc32(room.AsSpan(0, length)) == entry.Crc32
            ? length
            : throw Refuse($"'{entry.FullName}' in it is not what the file's list says.", "The file was damaged on its way: send it again.");
    }

    private static string TextOf(ZipArchiveEntry entry, ReadOnlySpan<byte> bytes)
    {
        try
        {
            return Strict.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            throw Refuse($"'{entry.FullName}' in it is no text in UTF-8.", "Save it as UTF-8 in your editor.");
        }
    }

    // ISO 3309, as APPNOTE.TXT 4.4.7 has it. The library's reader does not look at it.
    private static uint Crc32(ReadOnlySpan<byte> bytes)
    {
        var sum = uint.MaxValue;
        foreach (var one in bytes)
        {
            sum ^= one;
            for (var bit = 0; bit < 8; bit++)
                sum = (sum >> 1) ^ (0xEDB88320 & (uint)-(int)(sum & 1));
        }

        return ~sum;
    }

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static RefusedException Refuse(string title, string detail) => new(StatusCodes.Status400BadRequest, title, detail);

    private static RefusedException TooLong(string title) =>
        new(StatusCodes.Status413PayloadTooLarge, title, $"At most {SnippetText.MostBytes / 1024} KiB for an answer, and {MostBytes / 1024 / 1024} MiB for all.");

    private static string Shown(string name) => new([.. name.Take(80).Select(letter => char.IsControl(letter) ? '?' : letter)]);

    [GeneratedRegex("^(?<lab>[a-z0-9]+(-[a-z0-9]+)*/[a-z0-9]+(-[a-z0-9]+)*)/answer\\.csx\\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Name();

    [GeneratedRegex("^[a-z0-9-]{1,100}/([a-z0-9-]{1,100}/)?\\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Folder();
}

/// <summary>What somebody wrote for a lab.</summary>
internal sealed record WrittenLab(string Lab, string Text);
