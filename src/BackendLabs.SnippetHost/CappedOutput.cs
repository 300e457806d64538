using System.Text;
using BackendLabs.Contract;

namespace BackendLabs.SnippetHost;

/// <summary>
/// What the snippet prints, sent to the judge line by line up to the lab's limit. What comes after is dropped and only
/// counted: a program that prints too much is still judged, and one that never stops is found out.
/// </summary>
/// <param name="limit">In UTF-8 bytes.</param>
internal sealed class CappedOutput(int limit, Action<HostToJudge> send) : TextWriter
{
    private const int Chunk = 2_048;

    private readonly Lock _lock = new();
    private readonly StringBuilder _pending = new();
    private readonly long _mostDropped = (HostToJudge.Printed.FloodFactor - 1L) * limit;
    private int _left = limit;
    private long _dropped;
    private bool _isCut;
    private bool _isFlood;

    public override Encoding Encoding => Encoding.UTF8;

    public override void Write(char value) => Write([value]);

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    public override void Write(string? value) => Write(value.AsSpan());

    public override void Write(ReadOnlySpan<char> text)
    {
        lock (_lock)
        {
            // A character is one byte at least, so no more of them can fit.
            var taken = _isCut ? 0 : Math.Min(text.Length, _left + 1);
            if (taken > 0)
            {
                _pending.Append(text[..taken]);
                if (_pending.Length >= Chunk || text.Contains('\n') || _pending.Length > _left)
                    FlushPending();
            }

            if (taken < text.Length)
                Drop(Encoding.UTF8.GetByteCount(text[taken..]));
        }
    }

    public override void Flush()
    {
        lock (_lock)
            FlushPending();
    }

    private void FlushPending()
    {
        if (_pending.Length == 0 || _isCut)
            return;
        var text = _pending.ToString();
        _pending.Clear();
        var bytes = Encoding.UTF8.GetByteCount(text);
        if (bytes <= _left)
        {
            _left -= bytes;
            send(new HostToJudge.Printed(text));
            return;
        }

        _isCut = true;
        var fits = Fitting(text, _left);
        send(new HostToJudge.Printed(text[..fits], IsCut: true));
        Drop(Encoding.UTF8.GetByteCount(text.AsSpan(fits)));
    }

    private void Drop(int bytes)
    {
        _dropped += bytes;
        if (_isFlood || _dropped <= _mostDropped)
            return;
        _isFlood = true;
        send(new HostToJudge.Printed("", IsCut: true, IsFlood: true));
    }

    /// <summary>How many characters fit into so many bytes, none of them halved.</summary>
    private static int Fitting(string text, int bytes)
    {
        Encoding.UTF8.GetEncoder().Convert(text, new byte[Math.Max(bytes, 4)], flush: false, out var characters, out var used, out _);
        return used <= bytes ? characters : 0;
    }
}
