using BackendLabs.Labs;
using BackendLabs.Web.Hosting;

namespace BackendLabs.Web.Preview;

/// <summary>The lab whose author is at work: <c>root/track/name</c>.</summary>
internal sealed record PreviewedLab(string Root, string Id)
{
    /// <returns>Null outside of a preview.</returns>
    public static PreviewedLab? Of(WebSettings settings) => settings.PreviewFolder is not { } folder ? null
        : Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(folder)) is { } track && Path.GetDirectoryName(track) is { } root
            ? new PreviewedLab(root, $"{Path.GetFileName(track)}/{Path.GetFileName(Path.TrimEndingDirectorySeparator(folder))}")
            : throw new SettingException($"BACKENDLABS_PREVIEW names {folder}, which is no lab's folder.", "Start the preview with `lab preview LAB`.");

    public LabReading Read() => LabReader.Read(Root, Id);

    /// <summary>Changes whenever a file of the lab, or one that labs share, does.</summary>
    public string Stamp() => string.Join('|', new[] { Path.Combine(Root, Id), Path.Combine(Root, "_shared") }
        .Select(folder => new DirectoryInfo(folder))
        .Where(folder => folder.Exists)
        .SelectMany(folder => folder.EnumerateFiles("*", SearchOption.AllDirectories))
        .Select(file => $"{file.FullName}:{Measure(file)}")
        .Order(StringComparer.Ordinal));

    // An editor may put a file away while it is looked at.
    private static string Measure(FileInfo file)
    {
        try
        {
            return $"{file.Length}:{file.LastWriteTimeUtc.Ticks}";
        }
        catch (IOException)
        {
            return "gone";
        }
    }
}
