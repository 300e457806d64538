using System.Buffers;
using System.Text;

namespace BackendLabs.Judge.Services.Redis;

/// <summary>The start of a reply: enough to say in a few words what came.</summary>
/// <param name="Type">The reply's first byte.</param>
/// <param name="Number">The integer, the length of a bulk (-1: nil) or the count of an array or a map (-1: nil).</param>
/// <param name="Text">The words of a simple string, an error, a number or a boolean, shortened; else empty.</param>
internal readonly record struct ReplyHead(char Type, long Number, string Text)
{
    /// <summary>The first item of an array or a push if it is a short string, as of a message; else empty.</summary>
    public string Kind { get; init; } = "";

    /// <summary>The last integer inside an array or a push, as of a subscription.</summary>
    public long LastNumber { get; init; }

    public bool IsError => Type is '-' or '!';
}

/// <summary>
/// Finds where a server's reply ends while its bytes pass by, of the protocol's versions 2 and 3. It keeps no more of a reply than its head, so a reply
/// of any size costs the gate nothing.
/// </summary>
internal sealed class ReplyScanner(RespLimits limits)
{
    private const int TextKept = 200;
    private const int LongestKind = 16;

    // Items still missing in each open array, outermost first.
    private readonly Stack<long> _open = new();
    private long _body;
    private bool _inBulk;
    private bool _started;
    private readonly byte[] _kept = new byte[TextKept];
    private int _keptLength;
    private Keeping _keeping;

    private enum Keeping
    {
        Nothing,
        Kind,
        Error,
    }

    /// <summary>Whether replies of the protocol's version 3 are understood, too.</summary>
    public bool TakesVersion3 { get; set; }

    public ReplyHead Head { get; private set; }

    public void Start()
    {
        _open.Clear();
        _body = 0;
        _inBulk = false;
        _started = false;
        _keeping = Keeping.Nothing;
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
        Keep(buffer.Slice(used, take));
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
        EndKeeping();
        return ReplyScan.Whole;
    }

    private void Keep(in ReadOnlySequence<byte> body)
    {
        if (_keeping == Keeping.Nothing)
            return;
        var piece = body.Slice(0, Math.Min(body.Length, _kept.Length - _keptLength));
        piece.CopyTo(_kept.AsSpan(_keptLength));
        _keptLength += (int)piece.Length;
    }

    private void EndKeeping()
    {
        if (_keeping == Keeping.Nothing)
            return;
        var text = Encoding.UTF8.GetString(_kept, 0, _keptLength);
        Head = _keeping == Keeping.Kind ? Head with { Kind = text } : Head with { Text = text };
        _keeping = Keeping.Nothing;
    }

    // Whole: the line is an item of its own. Partial: a body or items follow.
    private ReplyScan TakeLine(in ReadOnlySequence<byte> line)
    {
        var type = (char)line.FirstSpan[0];
        var content = line.Slice(1);
        long number = 0;
        if (!TakesVersion3 && type is not ('+' or '-' or ':' or '$' or '*'))
            return ReplyScan.Broken;
        if (type is ':' or '$' or '=' or '!' or '*' or '~' or '>' or '%' && !RespLine.TryNumber(content, out number))
            return ReplyScan.Broken;
        if (type is '$' or '=' or '!' or '*' or '~' or '>' or '%' && number is < -1 or > int.MaxValue)
            return ReplyScan.Broken;
        Note(type, number, content);
        switch (type)
        {
            case '+' or '-' or ':' or '_' or '#' or ',' or '(':
                return ReplyScan.Whole;
            case '$' or '=' or '!':
                _body = Math.Max(number, 0);
                _inBulk = number >= 0;
                return number < 0 ? ReplyScan.Whole : ReplyScan.Partial;
            case '*' or '~' or '>' or '%' when number <= 0:
                return ReplyScan.Whole;
            case '*' or '~' or '>' or '%' when _open.Count < limits.Depth:
                _open.Push(type == '%' ? 2 * number : number);
                return ReplyScan.Partial;
            // Attributes ('|') and replies of unknown length are not sent by a server that nobody asks for them.
            default:
                return ReplyScan.Broken;
        }
    }

    private void Note(char type, long number, in ReadOnlySequence<byte> content)
    {
        if (!_started)
        {
            _started = true;
            Head = new ReplyHead(type, number, type is '+' or '-' or ',' or '(' or '#' ? Text(content) : "");
            if (type == '!')
                (_keeping, _keptLength) = (Keeping.Error, 0);
        }
        else if (type == ':')
        {
            Head = Head with { LastNumber = number };
        }
        else if (type is '$' && number is > 0 and <= LongestKind && Head is { Kind: "", Type: '*' or '>' } && _open.Count == 1 && _open.Peek() == Head.Number)
        {
            (_keeping, _keptLength) = (Keeping.Kind, 0);
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
