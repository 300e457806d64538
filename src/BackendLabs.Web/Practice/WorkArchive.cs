using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using BackendLabs.Web.Hosting;

namespace BackendLabs.Web.Practice;

/// <summary>A person's drafts as a zip file: <c>track/name/answer.csx</c>, the form of the folders that <c>lab start</c> makes.</summary>
internal static partial class WorkArchive
{
    private const int MostEntries = 500;

    // Unix's type of file, in the upper half of an entry's attributes: 0o120000 is a link.
    private const int TypeMask = 0xF000;
    private const int Link = 0xA000;

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

    /// <summary>Reads an archive whole, or refuses it whole. Nothing of it is ever written to a file.</summary>
    /// <exception cref="RefusedException">400: no archive, or an entry that is none of a lab's; it is named. 413: too long.</exception>
    public static IReadOnlyList<WrittenLab> Read(Stream bytes)
    {
        try
        {
            using var zip = new ZipArchive(bytes, ZipArchiveMode.Read);
            var entries = zip.Entries.Where(entry => !entry.FullName.EndsWith('/')).ToList();
            if (entries.Count > MostEntries)
                throw Refuse($"It holds {entries.Count} files.", $"At most {MostEntries} are read.");
            var drafts = entries.Select(Read).ToList();
            return drafts.GroupBy(draft => draft.Lab).FirstOrDefault(same => same.Count() > 1) is { } twice
                ? throw Refuse($"It holds two answers to {twice.Key}.", "Keep one of them.")
                : drafts;
        }
        catch (InvalidDataException)
        {
            throw Refuse("This is no zip file, or a broken one.", "Send a file that was downloaded here.");
        }
    }

    private static WrittenLab Read(ZipArchiveEntry entry)
    {
        var name = Name().Match(entry.FullName);
        if (!name.Success)
            throw Refuse($"'{Shown(entry.FullName)}' in it is no lab's answer.", "Entries are named track/name/answer.csx, and lead nowhere else.");
        if (((entry.ExternalAttributes >> 16) & TypeMask) == Link)
            throw Refuse($"'{entry.FullName}' in it is a link.", "Send the file that it leads to.");
        return new WrittenLab(name.Groups["lab"].Value, SnippetText.Require(ReadText(entry)));
    }

    // The length that an entry declares is its maker's word: what comes out is counted.
    private static string ReadText(ZipArchiveEntry entry)
    {
        using var content = entry.Open();
        var bytes = new byte[SnippetText.MostBytes + 1];
        var length = content.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        if (length > SnippetText.MostBytes)
            throw new RefusedException(StatusCodes.Status413PayloadTooLarge, $"'{entry.FullName}' in it is too long for an answer.", $"At most {SnippetText.MostBytes / 1024} KiB.");
        try
        {
            return Strict.GetString(bytes, 0, length);
        }
        catch (DecoderFallbackException)
        {
            throw Refuse($"'{entry.FullName}' in it is no text in UTF-8.", "Save it as UTF-8 in your editor.");
        }
    }

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static RefusedException Refuse(string title, string detail) => new(StatusCodes.Status400BadRequest, title, detail);

    private static string Shown(string name) => new([.. name.Take(80).Select(letter => char.IsControl(letter) ? '?' : letter)]);

    [GeneratedRegex("^(?<lab>[a-z0-9]+(-[a-z0-9]+)*/[a-z0-9]+(-[a-z0-9]+)*)/answer\\.csx$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Name();
}

/// <summary>What somebody wrote for a lab.</summary>
internal sealed record WrittenLab(string Lab, string Text);
