using System.IO.Pipelines;

namespace BackendLabs.Judge.Services.Http;

/// <summary>
/// A connection's output as the HTTP server writes it, until other bytes are sent in its place: from then on what the
/// server writes goes nowhere, and the connection ends when the server is done.
/// </summary>
internal sealed class ReplaceableOutput(PipeWriter inner) : PipeWriter
{
    private byte[] _nowhere = [];
    private bool _isReplaced;

    public override bool CanGetUnflushedBytes => inner.CanGetUnflushedBytes;

    public override long UnflushedBytes => _isReplaced ? 0 : inner.UnflushedBytes;

    public async Task ReplaceAsync(byte[] bytes, CancellationToken cancellationToken)
    {
        await inner.WriteAsync(bytes, cancellationToken);
        _isReplaced = true;
    }

    public override Memory<byte> GetMemory(int sizeHint = 0)
    {
        if (!_isReplaced)
            return inner.GetMemory(sizeHint);
        if (_nowhere.Length < Math.Max(1, sizeHint))
            _nowhere = new byte[Math.Max(4096, sizeHint)];
        return _nowhere;
    }

    public override Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    public override void Advance(int bytes)
    {
        if (!_isReplaced)
            inner.Advance(bytes);
    }

    public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default) =>
        _isReplaced ? new(new FlushResult(isCanceled: false, isCompleted: false)) : inner.FlushAsync(cancellationToken);

    public override void CancelPendingFlush() => inner.CancelPendingFlush();

    public override void Complete(Exception? exception = null) => inner.Complete(exception);
}
