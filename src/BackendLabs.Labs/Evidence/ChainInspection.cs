namespace BackendLabs.Labs.Evidence;

/// <summary>Goes through a chain's lines and remembers what does not hold.</summary>
internal sealed class ChainInspection(IReadOnlyCollection<EvidencePublicKey> keys, EvidenceEntry? wanted)
{
    /// <summary>One line taken out puts every later one in the wrong place; a few say it.</summary>
    private const int MostProblems = 10;

    private readonly List<string> _problems = [];
    private string _previous = EvidenceEntry.Nothing;
    private int _length;
    private int _unchecked;
    private string? _torn;
    private bool _hasWanted;

    /// <returns>False where going on makes no sense.</returns>
    public bool Take(ChainLine line)
    {
        if (!line.IsWhole)
        {
            _torn = $"The chain ends in an unfinished entry ({line.Text.Length} bytes after entry {_length}), as a crash leaves it; the next record takes it away.";
            return false;
        }

        _length++;
        try
        {
            Take(SignedEntry.ReadLine(line.Text));
        }
        catch (EvidenceFormatException error)
        {
            _problems.Add($"Entry {_length} of the chain cannot be read: {error.Message}");
            _previous = "";
        }

        return _problems.Count < MostProblems;
    }

    public ChainState State()
    {
        if (wanted is not null && !_hasWanted && _problems.Count < MostProblems)
        {
            _problems.Add(wanted.Index > _length
                ? $"The chain ends before this record's entry {wanted.Index}: its last one is {_length}. It was cut off, or begun anew."
                : $"Entry {wanted.Index} of the chain is not this record's.");
        }

        return new ChainState(_length, _unchecked, _problems, _torn, _hasWanted);
    }

    private void Take(SignedEntry signed)
    {
        var entry = signed.Entry;
        if (entry.Index != _length)
            _problems.Add($"Entry {_length} of the chain says that it is number {entry.Index}: entries were taken out, put in or moved.");
        else if (_previous.Length > 0 && entry.Previous != _previous)
            _problems.Add(_length == 1 ? "Entry 1 of the chain follows another one that is not there." : $"Entry {_length - 1} of the chain is not the one that entry {_length} was written after: it was altered or exchanged.");
        if (keys.FirstOrDefault(key => key.Id == entry.Key) is not { } signer)
            _unchecked++;
        else if (!signer.HasSigned(signed))
            _problems.Add($"Entry {_length} of the chain was altered after it was signed.");
        _previous = entry.Digest;
        _hasWanted |= wanted is not null && wanted.Index == _length && wanted.Digest == entry.Digest;
    }
}
