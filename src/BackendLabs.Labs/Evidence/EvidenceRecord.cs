namespace BackendLabs.Labs.Evidence;

/// <summary>
/// One run as evidence: its data in parts, each with a salt; and a signed entry that holds only salted digests of them, so
/// that any part can be erased and the rest is still proved. The form is described in docs/evidence.md.
/// </summary>
public sealed class EvidenceRecord
{
    public const int Format = 1;

    /// <summary>A larger file is not read.</summary>
    public const int MostBytes = 64 * 1024 * 1024;

    private readonly SignedEntry _signed;
    private readonly IReadOnlyDictionary<string, EvidencePart> _parts;

    internal EvidenceRecord(SignedEntry signed, IReadOnlyDictionary<string, EvidencePart> parts)
    {
        (_signed, _parts) = (signed, parts);
        Run = Part(EvidenceParts.Run, FactsFromJson.Run);
        Text = Part(EvidenceParts.Text, FactsFromJson.Text);
        Verdict = Part(EvidenceParts.Verdict, FactsFromJson.Verdict);
        Person = Part(EvidenceParts.Person, FactsFromJson.Person);
        SnippetDigest = Part(EvidenceParts.Snippet, FactsFromJson.Snippet);
    }

    /// <summary>Its link of the chain.</summary>
    public EvidenceEntry Entry => _signed.Entry;

    /// <summary>Null where it was erased; so are the others.</summary>
    public RecordedRun? Run { get; }

    public RecordedText? Text { get; }

    public RecordedVerdict? Verdict { get; }

    public string? Person { get; }

    /// <summary>SHA-256 of the snippet's text in UTF-8, in lower-case hex.</summary>
    public string? SnippetDigest { get; }

    /// <summary>The names of the parts that are not there any more.</summary>
    public IReadOnlyList<string> Erased => [.. EvidenceParts.All.Where(name => !_parts.ContainsKey(name))];

    /// <summary>Reads a record's file; nothing of it is believed before <see cref="Forgeries"/> was asked.</summary>
    public static EvidenceReading Read(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            var fields = new EvidenceFields(StrictJson.Parse(bytes), "");
            if (fields.Int("format") is var format && format != Format)
                return new EvidenceReading.Bad($"It has format {format}, and this program knows format {Format} only.");
            fields.AllowOnly("entry", "format", "parts", "signature");
            return new EvidenceReading.Good(new EvidenceRecord(SignedEntry.Read(fields), ReadParts(fields.Object("parts"))));
        }
        catch (EvidenceFormatException error)
        {
            return new EvidenceReading.Bad(error.Message);
        }
    }

    /// <summary>The record without some of its parts: their data and their salts are gone, its entry and signature are as they were.</summary>
    /// <param name="names">Of <see cref="EvidenceParts.All"/>.</param>
    public EvidenceRecord Without(params IEnumerable<string> names)
    {
        var erased = names.ToHashSet(StringComparer.Ordinal);
        return new EvidenceRecord(_signed, _parts.Where(part => !erased.Contains(part.Key)).ToDictionary(StringComparer.Ordinal));
    }

    /// <summary>The record without what is the person's own: name, snippet, its digest and what it did.</summary>
    public EvidenceRecord WithoutPerson() => Without(EvidenceParts.OfThePerson);

    /// <summary>What shows that this is not what was signed, in words; empty where it is.</summary>
    public IReadOnlyList<string> Forgeries(EvidencePublicKey key)
    {
        if (Entry.Key != key.Id)
            return [$"It was signed by another key ({Entry.Key[..12]}…), not by this one ({key.Id[..12]}…)."];
        if (!key.HasSigned(_signed))
            return ["The signature is not that of its entry: the entry or the signature was altered."];
        var found = EvidenceParts.All.Where(name => _parts.TryGetValue(name, out var part) && part.Digest(name) != Entry.Parts[name])
            .Select(name => $"The part \"{name}\" ({Words(name)}) was altered after it was signed.").ToList();
        if (found.Count == 0 && Text is { } text && SnippetDigest is { } digest && EvidenceValues.DigestOf(text.Text) != digest)
            found.Add("The snippet's digest is not that of its text.");
        return found;
    }

    /// <summary>The file's bytes: canonical JSON and a line end.</summary>
    public byte[] ToBytes() => [.. CanonicalJson.Of(new RecordFile(_signed.Entry, Format, _parts, _signed.Signature), EvidenceJson.Default.RecordFile), (byte)'\n'];

    /// <summary>What a part holds, in a few words.</summary>
    internal static string Words(string part) => part switch
    {
        EvidenceParts.Person => "whose run it was",
        EvidenceParts.Run => "lab, seed, order, time, versions and layers",
        EvidenceParts.Snippet => "the snippet's digest",
        EvidenceParts.Text => "the snippet's text",
        EvidenceParts.Timeline => "what happened, and what was printed",
        EvidenceParts.Verdict => "verdict and points",
        _ => throw new ArgumentOutOfRangeException(nameof(part), part, "No part of a record."),
    };

    private static Dictionary<string, EvidencePart> ReadParts(EvidenceFields parts)
    {
        parts.AllowOnly(EvidenceParts.All);
        return EvidenceParts.All.Where(parts.Has).ToDictionary(name => name, name =>
        {
            var part = parts.Object(name);
            part.AllowOnly("salt", "value");
            var read = new EvidencePart(part.Hex("salt", EvidencePart.SaltBytes), part.Value("value"));
            _ = CanonicalJson.Of(read.Value); // so that a part which has no canonical form is found here
            return read;
        }, StringComparer.Ordinal);
    }

    private T? Part<T>(string name, Func<EvidenceFields, T> read)
        where T : class =>
        _parts.TryGetValue(name, out var part) ? read(new EvidenceFields(part.Value, $"parts.{name}.value")) : null;
}

/// <summary>A record's file, which says what a <see cref="SignedEntry"/> does and more.</summary>
internal sealed record RecordFile(EvidenceEntry Entry, int Format, IReadOnlyDictionary<string, EvidencePart> Parts, byte[] Signature);

/// <summary>What reading a record's file came to.</summary>
public abstract record EvidenceReading
{
    private EvidenceReading() { }

    public sealed record Good(EvidenceRecord Record) : EvidenceReading;

    /// <param name="Problem">A sentence about the file: "It ends in the middle."</param>
    public sealed record Bad(string Problem) : EvidenceReading;
}
