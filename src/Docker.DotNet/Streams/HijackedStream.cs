using System.Net.Sockets;
using Microsoft.Net.Http.Client;

namespace Docker.DotNet.Streams;

/// <summary>A connection that was taken over from HTTP; owns it.</summary>
/// <param name="body">Bytes both ways; some may already have been read from the socket.</param>
/// <param name="socket">To half-close; null where TLS stands between, which cannot be.</param>
/// <param name="owner">What ends with the stream.</param>
sealed class HijackedStream(Stream body, Socket socket, IDisposable owner) : WriteClosableStream
{
    public override bool CanRead => body.CanRead;

    public override bool CanWrite => body.CanWrite;

    public override bool CanSeek => false;

    public override bool CanCloseWrite => socket is not null;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void CloseWrite()
    {
        if (socket is null)
            throw new NotSupportedException("A connection under TLS cannot be closed for writing alone.");
        body.Flush();
        socket.Shutdown(SocketShutdown.Send);
    }

    public override int Read(byte[] buffer, int offset, int count) => body.Read(buffer, offset, count);

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        body.ReadAsync(buffer, offset, count, cancellationToken);

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        body.ReadAsync(buffer, cancellationToken);

    public override void Write(byte[] buffer, int offset, int count) => body.Write(buffer, offset, count);

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        body.WriteAsync(buffer, offset, count, cancellationToken);

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        body.WriteAsync(buffer, cancellationToken);

    public override void Flush() => body.Flush();

    public override Task FlushAsync(CancellationToken cancellationToken) => body.FlushAsync(cancellationToken);

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            body.Dispose();
            owner.Dispose();
        }

        base.Dispose(disposing);
    }
}
