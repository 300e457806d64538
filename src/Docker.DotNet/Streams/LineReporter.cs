using System.Text;

namespace Docker.DotNet.Streams;

/// <summary>Reports the lines of a container's output, each stream's apart, in the order in which they end.</summary>
sealed class LineReporter(IProgress<string> progress)
{
    const int ReadLength = 16384;

    readonly Dictionary<MultiplexedStream.TargetStream, MemoryStream> _begun = [];

    internal async Task ReadAsync(MultiplexedStream output, CancellationToken cancellationToken)
    {
        var buffer = new byte[ReadLength];
        while (true)
        {
            var result = await output.ReadOutputAsync(buffer, 0, buffer.Length, cancellationToken);
            if (result.EOF)
                break;
            Take(buffer.AsSpan(0, result.Count), LineOf(result.Target));
        }

        foreach (var line in _begun.Values.Where(line => line.Length > 0))
            Report(line);
    }

    MemoryStream LineOf(MultiplexedStream.TargetStream target)
    {
        if (!_begun.TryGetValue(target, out var line))
            _begun[target] = line = new MemoryStream();
        return line;
    }

    void Take(ReadOnlySpan<byte> bytes, MemoryStream line)
    {
        while (bytes.IndexOf((byte)'\n') is >= 0 and var end)
        {
            line.Write(bytes[..end]);
            Report(line);
            bytes = bytes[(end + 1)..];
        }

        line.Write(bytes);
    }

    void Report(MemoryStream line)
    {
        var text = Encoding.UTF8.GetString(line.GetBuffer(), 0, (int)line.Length);
        line.SetLength(0);
        progress.Report(text.TrimEnd('\r'));
    }
}
