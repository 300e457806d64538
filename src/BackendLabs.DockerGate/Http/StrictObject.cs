using System.Text.Json;

namespace BackendLabs.DockerGate.Http;

/// <summary>
/// A JSON object whose members are taken one by one, by their exact names; <see cref="Done"/> refuses what nobody took.
/// Go's decoder, the Engine's, folds case and lets the last of two equal members win: here both are errors.
/// </summary>
internal sealed class StrictObject
{
    private static readonly JsonDocumentOptions s_strict = new()
    {
        AllowDuplicateProperties = false,
        AllowTrailingCommas = false,
        CommentHandling = JsonCommentHandling.Disallow,
        MaxDepth = 12,
    };

    private readonly Dictionary<string, JsonElement> _members = new(StringComparer.Ordinal);
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private readonly string _where;

    private StrictObject(JsonElement element, string where)
    {
        _where = where;
        if (element.ValueKind != JsonValueKind.Object)
            throw RequestRefusedException.Mistake($"{Place("")} is not a JSON object.");
        foreach (var (name, value) in Members(element))
            _members[name] = value;
    }

    /// <summary>A body of one JSON document and nothing behind it.</summary>
    public static StrictObject Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            // The document lives on in its elements; it rents nothing where it is parsed from memory of its own.
            return new StrictObject(JsonDocument.Parse(body, s_strict).RootElement, "");
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            throw RequestRefusedException.NotHere(
                "The body is not one strict JSON document: two documents, a member twice, or a mistake in the text.");
        }
    }

    public static StrictObject Of(JsonElement element, string where) => new(element, where);

    /// <summary>The member, or null where it is absent or null.</summary>
    public JsonElement? Take(string name)
    {
        _known.Add(name);
        return _members.TryGetValue(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;
    }

    public StrictObject? Object(string name) => Take(name) is { } value ? new StrictObject(value, Place(name)) : null;

    public bool? Flag(string name) => Take(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.False } => false,
        _ => throw RequestRefusedException.Mistake($"{Place(name)} is neither true nor false."),
    };

    public long Number(string name)
    {
        if (Take(name) is not { } value)
            return 0;
        return value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number)
            ? number
            : throw RequestRefusedException.Mistake($"{Place(name)} is not a whole number.");
    }

    /// <summary>The text, or empty where it is absent.</summary>
    public string Text(string name) => Take(name) is { } value ? StrictText.Read(value, Place(name)) : "";

    public IReadOnlyList<string> Texts(string name, int most)
    {
        if (Take(name) is not { } value)
            return [];
        if (value.ValueKind != JsonValueKind.Array || value.GetArrayLength() > most)
            throw RequestRefusedException.Mistake($"{Place(name)} is not a list of at most {most} texts.");
        return [.. value.EnumerateArray().Select(item => StrictText.Read(item, Place(name)))];
    }

    /// <summary>The members of an object whose names are data.</summary>
    public IReadOnlyDictionary<string, JsonElement> Map(string name, int most)
    {
        if (Take(name) is not { } value)
            return new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        if (value.ValueKind != JsonValueKind.Object || value.GetPropertyCount() > most)
            throw RequestRefusedException.Mistake($"{Place(name)} is not an object of at most {most} members.");
        return Members(value).ToDictionary(StringComparer.Ordinal);
    }

    /// <summary>A member of the Engine's that this lab does not have: absent, or a value that says nothing.</summary>
    public void Neutral(string name, string reason, params ReadOnlySpan<string> neutral)
    {
        if (Take(name) is { } value && !IsNeutral(value)
            && !(value.ValueKind == JsonValueKind.String && neutral.Contains(StrictText.Read(value, Place(name)))))
            throw RequestRefusedException.NotHere($"{Place(name)} is not allowed in this lab: {reason}");
    }

    public void Done()
    {
        foreach (var name in _members.Keys.Where(name => !_known.Contains(name)))
        {
            var meant = _known.FirstOrDefault(known => string.Equals(known, name, StringComparison.OrdinalIgnoreCase));
            throw RequestRefusedException.NotHere(meant is null
                ? $"{Place(RequestTarget.Shown(name))} is not a member that this lab knows."
                : $"{Place(RequestTarget.Shown(name))} is not written exactly: the member is called {meant}.");
        }
    }

    internal string Place(string name) => (_where, name) switch
    {
        ("", "") => "The body",
        ("", _) => name,
        (_, "") => _where,
        _ => $"{_where}.{name}",
    };

    private static List<KeyValuePair<string, JsonElement>> Members(JsonElement element)
    {
        try
        {
            return [.. element.EnumerateObject().Select(member => KeyValuePair.Create(member.Name, member.Value))];
        }
        catch (InvalidOperationException)
        {
            throw RequestRefusedException.Mistake("A member's name is not valid text.");
        }
    }

    private static bool IsNeutral(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.False => true,
        JsonValueKind.String => value.ValueEquals(""),
        JsonValueKind.Number => value.TryGetInt64(out var number) && number == 0,
        JsonValueKind.Array => value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.Number && IsNeutral(item)),
        JsonValueKind.Object => value.GetPropertyCount() == 0,
        _ => false,
    };
}

internal static class StrictText
{
    private const int Longest = 8 * 1024;

    public static string Read(JsonElement value, string where)
    {
        if (value.ValueKind != JsonValueKind.String)
            throw RequestRefusedException.Mistake($"{where} is not a text.");
        try
        {
            var text = value.GetString()!;
            return text.Length <= Longest && !text.Contains('\0', StringComparison.Ordinal)
                ? text
                : throw RequestRefusedException.Mistake($"{where} is longer than {Longest} characters or has a NUL in it.");
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair, which UTF-8 cannot carry on.
            throw RequestRefusedException.Mistake($"{where} is not valid text.");
        }
    }
}
