using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Net.Http.Client;

namespace Docker.DotNet;

/// <summary>
/// Standard output and error of a container over one connection. Without a terminal they come in frames: one byte
/// for the stream, three zeros, the length in four bytes, most significant first, then that many bytes (Engine API,
/// "Stream format" at containers/attach). With a terminal the bytes come as they are, all as standard output.
/// </summary>
public class MultiplexedStream : IDisposable
{
    const int HeaderLength = 8;
    const int CopyLength = 81920;

    readonly Stream _stream;
    readonly bool _multiplexed;
    readonly byte[] _header = new byte[HeaderLength];
    TargetStream _target = TargetStream.StandardOut;
    long _leftInFrame;

    /// <param name="stream">Owned from here on.</param>
    /// <param name="multiplexed">False where a terminal was allocated.</param>
    public MultiplexedStream(Stream stream, bool multiplexed)
    {
        _stream = stream;
        _multiplexed = multiplexed;
    }

    public enum TargetStream
    {
        StandardIn = 0,
        StandardOut = 1,
        StandardError = 2,
        SystemError = 3,
    }

    [StructLayout(LayoutKind.Auto)]
    public struct ReadResult
    {
        /// <summary>Bytes read; zero at the end only.</summary>
        public int Count { get; set; }

        public TargetStream Target { get; set; }

        public readonly bool EOF => Count == 0;
    }

    /// <summary>Ends standard input, where the connection has one; output goes on.</summary>
    public void CloseWrite()
    {
        if (_stream is WriteClosableStream { CanCloseWrite: true } closable)
            closable.CloseWrite();
    }

    /// <summary>Writes to standard input.</summary>
    public Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        _stream.WriteAsync(buffer, offset, count, cancellationToken);

    /// <summary>Reads what has come, at most to the end of one frame.</summary>
    /// <exception cref="EndOfStreamException">The connection ended within a frame.</exception>
    public async Task<ReadResult> ReadOutputAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        if (!_multiplexed)
            return new ReadResult { Count = await _stream.ReadAsync(buffer.AsMemory(offset, count), cancellationToken), Target = TargetStream.StandardOut };

        while (_leftInFrame == 0)
        {
            if (!await ReadHeaderAsync(cancellationToken))
                return default;
        }

        var read = await _stream.ReadAsync(buffer.AsMemory(offset, (int)Math.Min(count, _leftInFrame)), cancellationToken);
        if (read == 0)
            throw new EndOfStreamException($"The connection ended {_leftInFrame} bytes before the end of a frame.");
        _leftInFrame -= read;
        return new ReadResult { Count = read, Target = _target };
    }

    /// <summary>Everything up to the end, as UTF-8.</summary>
    public async Task<(string stdout, string stderr)> ReadOutputToEndAsync(CancellationToken cancellationToken)
    {
        using var output = new MemoryStream();
        using var error = new MemoryStream();
        await CopyOutputToAsync(Stream.Null, output, error, cancellationToken);
        return (TextOf(output), TextOf(error));
    }

    /// <summary>Writes all of <paramref name="input"/> to standard input, without ending it.</summary>
    public Task CopyFromAsync(Stream input, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(input);
        return input.CopyToAsync(_stream, cancellationToken);
    }

    /// <summary>Copies everything up to the end, each stream to its own; a null one is dropped.</summary>
    /// <exception cref="IOException">The Engine reported a failure of its own in the stream.</exception>
    public async Task CopyOutputToAsync(Stream stdin, Stream stdout, Stream stderr, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(CopyLength);
        using var failure = new MemoryStream();
        try
        {
            while (await ReadOutputAsync(buffer, 0, buffer.Length, cancellationToken) is { EOF: false } result)
            {
                var target = result.Target switch
                {
                    TargetStream.StandardIn => stdin,
                    TargetStream.StandardOut => stdout,
                    TargetStream.StandardError => stderr,
                    _ => failure,
                };
                if (target is not null)
                    await target.WriteAsync(buffer.AsMemory(0, result.Count), cancellationToken);
                if (target == failure && _leftInFrame == 0)
                    throw new IOException("The Docker Engine reports: " + TextOf(failure));
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    public void Dispose()
    {
        _stream.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>False where the stream ended between two frames.</summary>
    async Task<bool> ReadHeaderAsync(CancellationToken cancellationToken)
    {
        var read = await _stream.ReadAtLeastAsync(_header, HeaderLength, throwOnEndOfStream: false, cancellationToken);
        if (read == 0)
            return false;
        if (read < HeaderLength)
            throw new EndOfStreamException("The connection ended within the header of a frame.");
        if (_header[0] > (byte)TargetStream.SystemError)
            throw new InvalidDataException($"A frame begins with {_header[0]}, which is no stream. Was a terminal allocated? Then say so with tty.");

        _target = (TargetStream)_header[0];
        _leftInFrame = BinaryPrimitives.ReadUInt32BigEndian(_header.AsSpan(4));
        return true;
    }

    static string TextOf(MemoryStream bytes) => Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length);
}
