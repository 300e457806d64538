using System.Buffers;
using System.Text;

namespace BackendLabs.Judge.Redis;

/// <summary>The start of a reply: enough to say in a few words what came.</summary>
/// <param name="Type">The reply's first byte.</param>
/// <param name="Number">The integer, the length of a bulk (-1: nil) or the count of an array (-1: nil).</param>
/// <param name="Text">The words of a simple string or an error, shortened; else empty.</param>
internal readonly record struct ReplyHead(char Type, long Number, string Text);

/// <summary>
/// Finds where a server's reply ends while its bytes pass by. It keeps no more of a reply than its head, so a reply
/// of any size costs the gate nothing.
/// </summary>
internal sealed class ReplyScanner(RespLimits limits)
{
    private const int TextKept = 200;

    // Items still missing in each open array, outermost first.
    private readonly Stack<long> _open = new();
    private long _body;
    private bool _inBulk;
    private bool _started;

    public ReplyHead Head { get; private set; }

    public void Start()
    {
        _open.Clear();
        _body = 0;
        _inBulk = false;
        _started = false;
        Head = default;
    }

    /// <summary>Looks at as much of the reply as is there; <paramref name="used"/> bytes of it were understood.</summary>
    public ReplyScan Scan(in ReadOnlySequence<byte> buffer, out long used)
    {
        used = 0;
        while (true)
        {
            if (_inBulk)
            {
                var scan = ScanBulk(buffer, ref used);
                if (scan != ReplyScan.Whole)
                    return scan;
                if (CloseItem())
                    return ReplyScan.Whole;
                continue;
            }
            var rest = buffer.Slice(used);
            var read = RespLine.TryRead(rest, limits.Line, out var line, out var length);
            if (read == LineRead.Partial)
                return ReplyScan.Partial;
            if (read == LineRead.Broken || line.IsEmpty)
                return ReplyScan.Broken;
            used += length;
            switch (TakeLine(line))
            {
                case ReplyScan.Broken:
                    return ReplyScan.Broken;
                case ReplyScan.Whole when CloseItem():
                    return ReplyScan.Whole;
            }
        }
    }

    private ReplyScan ScanBulk(in ReadOnlySequence<byte> buffer, ref long used)
    {
        var take = Math.Min(_body, buffer.Length - used);
        used += take;
        _body -= take;
        if (_body > 0 || buffer.Length - used < 2)
            return ReplyScan.Partial;
        Span<byte> end = stackalloc byte[2];
        buffer.Slice(used, 2).CopyTo(end);
        if (!end.SequenceEqual("\r\n"u8))
            return ReplyScan.Broken;
        used += 2;
        _inBulk = false;
        return ReplyScan.Whole;
    }

    // Whole: the line is an item of its own. Partial: a body or items follow.
    private ReplyScan TakeLine(in ReadOnlySequence<byte> line)
    {
        var type = (char)line.FirstSpan[0];
        var content = line.Slice(1);
        long number = 0;
        if (type is ':' or '$' or '*' && !RespLine.TryNumber(content, out number))
            return ReplyScan.Broken;
        if (type is '$' or '*' && number is < -1 or > int.MaxValue)
            return ReplyScan.Broken;
        if (!_started)
        {
            _started = true;
            Head = new ReplyHead(type, number, type is '+' or '-' ? Text(content) : "");
        }
        switch (type)
        {
            case '+' or '-' or ':':
                return ReplyScan.Whole;
            case '$':
                _body = Math.Max(number, 0);
                _inBulk = number >= 0;
                return number < 0 ? ReplyScan.Whole : ReplyScan.Partial;
            case '*' when number <= 0:
                return ReplyScan.Whole;
            case '*' when _open.Count < limits.Depth:
                _open.Push(number);
                return ReplyScan.Partial;
            default:
                return ReplyScan.Broken;
        }
    }

    // True when the item that ended was the reply's last.
    private bool CloseItem()
    {
        while (_open.TryPop(out var missing))
        {
            if (missing > 1)
            {
                _open.Push(missing - 1);
                return false;
            }
        }
        return true;
    }

    private static string Text(in ReadOnlySequence<byte> content) =>
        Encoding.UTF8.GetString(content.Slice(0, Math.Min(content.Length, TextKept)));
}

internal enum ReplyScan
{
    Whole,
    Partial,
    Broken,
}
