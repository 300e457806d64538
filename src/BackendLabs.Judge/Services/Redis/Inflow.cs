using System.Buffers;
using System.IO.Pipelines;

namespace BackendLabs.Judge.Services.Redis;

/// <summary>
/// What has arrived and is not yet used. Readers look at <see cref="Buffer"/> without waiting, so that one
/// wake-up serves every message that came with it.
/// </summary>
internal sealed class Inflow(PipeReader pipe)
{
    private bool _held;

    public ReadOnlySequence<byte> Buffer { get; private set; }

    public void Consume(long bytes) => Buffer = Buffer.Slice(bytes);

    /// <summary>Waits for more; false when the other side has ended and nothing came.</summary>
    public async ValueTask<bool> FillAsync(CancellationToken cancellationToken)
    {
        var before = Buffer.Length;
        if (_held)
        {
            pipe.AdvanceTo(Buffer.Start, Buffer.End);
            _held = false;
            Buffer = default;
        }
        var result = await pipe.ReadAsync(cancellationToken);
        Buffer = result.Buffer;
        _held = true;
        return Buffer.Length > before;
    }
}
