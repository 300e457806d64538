using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace BackendLabs.Labs.Reading;

/// <summary>Reads one file of a lab as LF text, or says why it is none.</summary>
internal static class TextFile
{
    public const int LargestBytes = 256 * 1024;

    /// <summary>The text without a byte order mark, its line ends LF; null, with the problem logged.</summary>
    public static string? Read(FileInfo file, FileLog log)
    {
        if (RefuseLink(file, log)) return null;
        try
        {
            if (file.Length > LargestBytes)
            {
                log.Add(null, $"The file has {file.Length / 1024} KB; a lab's file may have {LargestBytes / 1024} KB.", "Shorten or split it.");
                return null;
            }
            // A pipe or a device tells no length and would never end: what has no length is not opened.
            var text = file.Length == 0 ? "" : Decode(ReadBytes(file), log);
            if (text is null || !string.IsNullOrWhiteSpace(text)) return text;
            log.Add(null, "The file is empty.", "Write it, or remove it where it is optional.");
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            log.Add(null, $"The file cannot be read: {unreadable.GetType().Name}.", "Make it a regular file that you may read (`chmod u+r`).");
        }
        return null;
    }

    public static bool RefuseLink(FileSystemInfo entry, FileLog log)
    {
        if (entry.LinkTarget is null) return false;
        log.Add(null, $"This is a link to {entry.LinkTarget}; a lab holds no links.", "Put a copy of the file in its place.");
        return true;
    }

    private static byte[] ReadBytes(FileInfo file)
    {
        using var stream = file.OpenRead();
        var bytes = new byte[LargestBytes];
        var length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return bytes[..length];
    }

    private static string? Decode(ReadOnlySpan<byte> bytes, FileLog log)
    {
        if (bytes.StartsWith(Encoding.UTF8.Preamble)) bytes = bytes[Encoding.UTF8.Preamble.Length..];
        var characters = new char[bytes.Length];
        var status = Utf8.ToUtf16(bytes, characters, out var read, out var written, replaceInvalidSequences: false);
        var text = new string(characters, 0, written).Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
        if (status is not OperationStatus.Done)
        {
            log.Add(PlaceOf(text, text.Length), $"The byte 0x{bytes[read]:X2} here is not UTF-8.", "Save the file as UTF-8.");
            return null;
        }
        var nul = text.IndexOf('\0', StringComparison.Ordinal);
        if (nul < 0) return text;
        log.Add(PlaceOf(text, nul), "There is a NUL character here: this is not a text file.", "Save the file as UTF-8 text.");
        return null;
    }

    public static Place PlaceOf(string text, int index)
    {
        var before = text.AsSpan(0, index);
        return new Place(before.Count('\n') + 1, index - before.LastIndexOf('\n'));
    }
}
