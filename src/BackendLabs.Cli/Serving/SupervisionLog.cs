using BackendLabs.Labs.Files;

namespace BackendLabs.Cli.Serving;

/// <summary>All that a companion says, in a file of bounded size; what was said before is kept once, as <c>….old</c>.</summary>
internal sealed class SupervisionLog : IDisposable
{
    private const long Largest = 4 * 1024 * 1024;
    private const int Remembered = 5;

    private readonly Lock _lock = new();
    private readonly Queue<string> _last = new();
    private readonly string _path;
    private StreamWriter _writer;

    public SupervisionLog(string path)
    {
        _path = path;
        PrivateFolder.Make(System.IO.Path.GetDirectoryName(path)!);
        _writer = OpenAnew(path);
    }

    public string Path => _path;

    /// <summary>The last lines, for whoever asks why it ended.</summary>
    public IReadOnlyList<string> Last
    {
        get
        {
            lock (_lock)
                return [.. _last];
        }
    }

    public void Write(string line)
    {
        lock (_lock)
        {
            _last.Enqueue(line);
            if (_last.Count > Remembered)
                _last.Dequeue();
            if (_writer.BaseStream.Length > Largest)
            {
                _writer.Dispose();
                _writer = OpenAnew(_path);
            }

            _writer.WriteLine(line);
        }
    }

    public void Dispose()
    {
        lock (_lock)
            _writer.Dispose();
    }

    private static StreamWriter OpenAnew(string path)
    {
        if (File.Exists(path))
            File.Move(path, path + ".old", overwrite: true);
        return new StreamWriter(PrivateFile.Open(path, FileMode.Create, FileAccess.Write, FileShare.Read)) { AutoFlush = true };
    }
}
