using System.IO.Compression;
using System.Text;
using BackendLabs.Labs.Files;

namespace BackendLabs.Labs;

/// <summary>
/// A lab's files as one zip file, for those who must run this version and no other: under the lab's id, and the shared ones
/// under <c>_shared</c>, so that the unpacked folder is a root of labs with this lab alone.
/// </summary>
public static class LabArchive
{
    /// <summary>A lab is text written by hand; what is larger was not packed by <see cref="Pack"/>.</summary>
    private const long MostBytes = 16 * 1024 * 1024;

    // The same lab gives the same bytes.
    private static readonly DateTimeOffset Written = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <param name="lab">As <see cref="LabReader"/> has read it.</param>
    public static byte[] Pack(Lab lab)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var file in lab.Files.OrderBy(file => file.Path, StringComparer.Ordinal))
            {
                var entry = zip.CreateEntry(file.Path.StartsWith("_shared/", StringComparison.Ordinal) ? file.Path : $"{lab.Id}/{file.Path}");
                entry.LastWriteTime = Written;
                using var stream = entry.Open();
                stream.Write(Encoding.UTF8.GetBytes(file.Text));
            }
        }

        return bytes.ToArray();
    }

    /// <summary>Unpacks into a new private folder, which is there whole or not at all.</summary>
    /// <exception cref="InvalidDataException">It is no archive of a lab.</exception>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static void Unpack(byte[] archive, string folder)
    {
        if (Directory.Exists(folder))
            return;
        var parent = PrivateFolder.Make(Path.GetDirectoryName(Path.GetFullPath(folder))!);
        var half = Path.Combine(parent, $".{Path.GetRandomFileName()}");
        try
        {
            Extract(archive, half);
            Directory.Move(half, folder);
        }
        catch (IOException) when (Directory.Exists(folder))
        {
            // Another process was first.
        }
        finally
        {
            if (Directory.Exists(half))
                Directory.Delete(half, recursive: true);
        }
    }

    private static void Extract(byte[] archive, string folder)
    {
        using var zip = new ZipArchive(new MemoryStream(archive), ZipArchiveMode.Read);
        if (zip.Entries.Sum(entry => entry.Length) > MostBytes)
            throw new InvalidDataException("This archive is larger than any lab.");
        PrivateFolder.Make(folder);
        // Refuses names that lead out of the folder.
        zip.ExtractToDirectory(folder);
    }
}
