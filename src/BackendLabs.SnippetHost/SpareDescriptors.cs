using Microsoft.Win32.SafeHandles;

namespace BackendLabs.SnippetHost;

/// <summary>
/// Descriptors kept back, so that a snippet that has opened files until none was left can still be answered for: saying
/// what it threw may load an assembly.
/// </summary>
internal sealed class SpareDescriptors
{
    private const int Count = 8;

    private List<SafeFileHandle>? _kept = Open();

    private static List<SafeFileHandle> Open()
    {
        var opened = new List<SafeFileHandle>();
        while (opened.Count < Count)
            opened.Add(File.OpenHandle("/dev/null"));
        return opened;
    }

    public void Release() => Interlocked.Exchange(ref _kept, null)?.ForEach(one => one.Dispose());
}
