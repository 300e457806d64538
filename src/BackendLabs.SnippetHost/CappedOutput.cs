using System.Text;
using BackendLabs.Contract;

namespace BackendLabs.SnippetHost;

/// <summary>What the snippet prints, sent to the judge line by line up to the lab's limit.</summary>
/// <param name="limit">In UTF-8 bytes.</param>
internal sealed class CappedOutput(int limit, Action<HostToJudge> send) : TextWriter
{
    private const int Chunk = 2_048;

    private readonly Lock _lock = new();
    private readonly StringBuilder _pending = new();
    private int _left = limit;
    private bool _full;

    public override Encoding Encoding => Encoding.UTF8;

    public override void Write(char value) => Write([value]);

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    public override void Write(string? value) => Write(value.AsSpan());

    public override void Write(ReadOnlySpan<char> text)
    {
        lock (_lock)
        {
            if (_full)
                return;
            _pending.Append(text.Length <= _left + 1 ? text : text[..(_left + 1)]);
            if (_pending.Length >= Chunk || text.Contains('\n') || _pending.Length > _left)
                FlushPending();
        }
    }

    public override void Flush()
    {
        lock (_lock)
            FlushPending();
    }

    private void FlushPending()
    {
        if (_pending.Length == 0 || _full)
            return;
        var text = _pending.ToString();
        _pending.Clear();
        var bytes = Encoding.UTF8.GetByteCount(text);
        _full = bytes > _left;
        _left -= bytes;
        send(new HostToJudge.Printed(_full ? text[..Math.Max(0, text.Length + _left)] : text, _full));
    }
}
