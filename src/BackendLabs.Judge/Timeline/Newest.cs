namespace BackendLabs.Judge.Timeline;

/// <summary>
/// The last items of a sequence that may be flooded, and how many there were in all. Whoever asks for what came after a mark
/// gets all of it, or learns that some is missing.
/// </summary>
/// <param name="most">Items that are kept.</param>
/// <param name="mostText">What all of them may take together, in characters; the last one is kept in any case.</param>
internal sealed class Newest<T>(int most, long mostText = long.MaxValue, Func<T, int>? sizeOf = null)
{
    private const int GapsKept = 1_024;

    private readonly List<T> _items = [];
    private int _first;
    private long _dropped;
    private long _text;
    private long _begun;

    /// <summary>All that were ever added: a mark for <see cref="Since"/>.</summary>
    public long Total => _dropped + Count;

    private int Count => _items.Count - _first;

    public void Add(T item)
    {
        _items.Add(item);
        _text += sizeOf?.Invoke(item) ?? 0;
        while (Count > most || (_text > mostText && Count > 1))
            DropFirst();
    }

    /// <summary>Forgets all of them: an older mark stands for this moment from now on.</summary>
    public void Begin()
    {
        _dropped = _begun = Total;
        _items.Clear();
        (_first, _text) = (0, 0);
    }

    public int CountSince(long mark) => (int)Math.Min(int.MaxValue, Total - Math.Max(mark, _begun));

    /// <summary>Whether nothing that came after the mark was dropped.</summary>
    public bool IsWholeSince(long mark) => Math.Max(mark, _begun) >= _dropped;

    /// <summary>What is kept of what came after the mark, oldest first.</summary>
    public IEnumerable<T> Since(long mark) => _items.Skip(_first + (int)Math.Clamp(Math.Max(mark, _begun) - _dropped, 0, Count));

    /// <summary>Puts another item in the place of one that is kept still.</summary>
    public void Replace(Predicate<T> which, T item)
    {
        var index = _items.FindLastIndex(which);
        if (index >= _first)
            _items[index] = item;
    }

    private void DropFirst()
    {
        _text -= sizeOf?.Invoke(_items[_first]) ?? 0;
        _items[_first++] = default!;
        _dropped++;
        if (_first < GapsKept || _first < _items.Count / 2)
            return;
        _items.RemoveRange(0, _first);
        _first = 0;
    }
}
