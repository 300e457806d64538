using System.Buffers.Binary;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace BackendLabs.Contract;

/// <summary>
/// Messages between our processes: four bytes of length (little-endian), then that many bytes of UTF-8 JSON.
/// Reading and writing may happen at once; several writers take turns.
/// </summary>
/// <param name="input">What the other side writes.</param>
/// <param name="output">What the other side reads.</param>
/// <param name="longestRead">In bytes. A declared length is never allocated ahead of its bytes.</param>
/// <param name="longestWritten">In bytes.</param>
public sealed class MessageStream(Stream input, Stream output, int longestRead, int longestWritten) : IAsyncDisposable
{
    private const int HeaderBytes = 4;
    private const int FirstBuffer = 64 * 1024;

    private readonly SemaphoreSlim _writing = new(1, 1);

    /// <param name="input">What the other side writes.</param>
    /// <param name="output">What the other side reads.</param>
    /// <param name="longest">In bytes, both ways.</param>
    public MessageStream(Stream input, Stream output, int longest)
        : this(input, output, longest, longest)
    {
    }

    /// <summary>The next message, or null where the other side has closed between two messages.</summary>
    /// <exception cref="BrokenMessageException">The bytes are no message: too long, cut off, or not this JSON.</exception>
    public async Task<T?> ReadAsync<T>(JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class
    {
        var header = new byte[HeaderBytes];
        var got = await input.ReadAtLeastAsync(header, HeaderBytes, throwOnEndOfStream: false, cancellationToken);
        return got == 0 ? null : Parse(await ReadBodyAsync(LengthOf(header, got), cancellationToken), type);
    }

    /// <summary>The same for a thread that has nothing else to do.</summary>
    /// <exception cref="BrokenMessageException">As above.</exception>
    public T? Read<T>(JsonTypeInfo<T> type)
        where T : class
    {
        var header = new byte[HeaderBytes];
        var got = input.ReadAtLeast(header, HeaderBytes, throwOnEndOfStream: false);
        return got == 0 ? null : Parse(ReadBody(LengthOf(header, got)), type);
    }

    /// <exception cref="BrokenMessageException">The message is longer than this stream carries.</exception>
    public async Task WriteAsync<T>(T message, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        using var buffer = Frame(message, type);
        await _writing.WaitAsync(cancellationToken);
        try
        {
            await output.WriteAsync(buffer.GetBuffer().AsMemory(0, (int)buffer.Length), cancellationToken);
            await output.FlushAsync(cancellationToken);
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <summary>The same for a thread that may be kept until the other side has taken the bytes.</summary>
    /// <exception cref="BrokenMessageException">The message is longer than this stream carries.</exception>
    public void Write<T>(T message, JsonTypeInfo<T> type)
    {
        using var buffer = Frame(message, type);
        _writing.Wait();
        try
        {
            output.Write(buffer.GetBuffer(), 0, (int)buffer.Length);
            output.Flush();
        }
        finally
        {
            _writing.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await input.DisposeAsync();
        if (!ReferenceEquals(input, output))
            await output.DisposeAsync();
    }

    private MemoryStream Frame<T>(T message, JsonTypeInfo<T> type)
    {
        var buffer = new MemoryStream();
        buffer.SetLength(HeaderBytes);
        buffer.Position = HeaderBytes;
        JsonSerializer.Serialize(buffer, message, type);
        var length = (int)buffer.Length - HeaderBytes;
        if (length > longestWritten)
            throw new BrokenMessageException($"A message of {length} bytes is over the limit of {longestWritten}.");
        BinaryPrimitives.WriteUInt32LittleEndian(buffer.GetBuffer(), (uint)length);
        return buffer;
    }

    private int LengthOf(byte[] header, int got)
    {
        if (got < HeaderBytes)
            throw new BrokenMessageException("The other side closed inside a message's length.") { IsCutOff = true };
        var length = BinaryPrimitives.ReadUInt32LittleEndian(header);
        return length <= (uint)longestRead
            ? (int)length
            : throw new BrokenMessageException($"A message of {length} bytes is over the limit of {longestRead}.");
    }

    private static T Parse<T>(Memory<byte> body, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(body.Span, type)
                ?? throw new BrokenMessageException("The message is null.");
        }
        catch (Exception error) when (error is JsonException or NotSupportedException or ArgumentException)
        {
            throw new BrokenMessageException($"The message is not a {typeof(T).Name}: {error.Message}");
        }
    }

    private async Task<Memory<byte>> ReadBodyAsync(int length, CancellationToken cancellationToken)
    {
        var body = new byte[Math.Min(length, FirstBuffer)];
        for (var read = 0; read < length;)
            read += Some(await input.ReadAsync(Room(ref body, read, length), cancellationToken));
        return body.AsMemory(0, length);
    }

    private Memory<byte> ReadBody(int length)
    {
        var body = new byte[Math.Min(length, FirstBuffer)];
        for (var read = 0; read < length;)
            read += Some(input.Read(Room(ref body, read, length).Span));
        return body.AsMemory(0, length);
    }

    private static Memory<byte> Room(ref byte[] body, int read, int length)
    {
        if (read == body.Length)
            Array.Resize(ref body, (int)Math.Min(length, body.Length * 2L));
        return body.AsMemory(read, Math.Min(body.Length, length) - read);
    }

    private static int Some(int got) => got > 0 ? got : throw new BrokenMessageException("The other side closed inside a message.") { IsCutOff = true };
}

/// <summary>What came over a stream is not a message of ours; the process at the other end is not to be believed further.</summary>
public sealed class BrokenMessageException(string message) : Exception(message)
{
    /// <summary>Whether the other side ended before it had sent the whole message, which no program is to blame for.</summary>
    public bool IsCutOff { get; init; }
}
