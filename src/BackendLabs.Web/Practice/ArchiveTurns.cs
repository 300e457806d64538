using System.Collections.Concurrent;
using BackendLabs.Web.Hosting;
using BackendLabs.Web.Identity;

namespace BackendLabs.Web.Practice;

/// <summary>Who may have an archive read: one at a time a person, a few at the whole node, and as many again may wait while theirs arrives.</summary>
internal sealed class ArchiveTurns
{
    private const int MostRead = 2;
    private const int MostArriving = 32;

    private static readonly TimeSpan ArrivesWithin = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<string, bool> _busy = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _reading = new(MostRead, MostRead);
    private int _arriving;

    /// <summary>Takes a body in, whole, and reads it in its turn.</summary>
    /// <exception cref="RefusedException">408: it did not arrive in time. 413: it is too long. 429: the person's other one is not done, or the node has too many.</exception>
    public async Task<T> ReadAsync<T>(HttpContext context, Visitor visitor, Func<Stream, T> read)
    {
        if (!_busy.TryAdd(visitor.Id, true))
            throw new RefusedException(StatusCodes.Status429TooManyRequests, "Your other file is still being read.", "Send one at a time.") { RetryAfter = Again };
        try
        {
            using var bytes = await ArriveAsync(context);
            await _reading.WaitAsync(context.RequestAborted);
            try
            {
                return read(bytes);
            }
            finally
            {
                _reading.Release();
            }
        }
        finally
        {
            _busy.TryRemove(visitor.Id, out _);
        }
    }

    // Outside of a turn: who sends a byte a second keeps nobody from being read.
    private async Task<MemoryStream> ArriveAsync(HttpContext context)
    {
        if (Interlocked.Increment(ref _arriving) > MostArriving)
        {
            Interlocked.Decrement(ref _arriving);
            throw new RefusedException(StatusCodes.Status429TooManyRequests, "So many files are being read already.", "Try again in a moment.") { RetryAfter = Again };
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        limit.CancelAfter(ArrivesWithin);
        var bytes = new MemoryStream();
        try
        {
            await context.Request.Body.CopyToAsync(bytes, limit.Token);
            bytes.Position = 0;
            return bytes;
        }
        catch (OperationCanceledException) when (!context.RequestAborted.IsCancellationRequested)
        {
            throw new RefusedException(StatusCodes.Status408RequestTimeout, "The file did not arrive in time.", $"It has {ArrivesWithin.TotalSeconds:0} s. Send fewer answers at once.");
        }
        finally
        {
            Interlocked.Decrement(ref _arriving);
        }
    }
}
