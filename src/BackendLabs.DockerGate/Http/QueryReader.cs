using System.Globalization;

namespace BackendLabs.DockerGate.Http;

/// <summary>Takes the parameters that an endpoint knows; <see cref="Done"/> refuses what is left.</summary>
internal sealed class QueryReader(IReadOnlyDictionary<string, string> query)
{
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    public string? Text(string name)
    {
        _known.Add(name);
        return query.TryGetValue(name, out var value) && value.Length > 0 ? value : null;
    }

    /// <summary>As the Engine writes them: 1 and true, 0 and false.</summary>
    public bool Flag(string name) => Text(name) switch
    {
        null => false,
        "1" or "true" or "True" => true,
        "0" or "false" or "False" => false,
        var other => throw RequestRefusedException.Mistake($"{name}={RequestTarget.Shown(other)}: write true or false."),
    };

    public int? Number(string name, int least, int most)
    {
        var text = Text(name);
        if (text is null)
            return null;
        return int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
                && number >= least && number <= most
            ? number
            : throw RequestRefusedException.Mistake($"{name}={RequestTarget.Shown(text)}: write a number from {least} to {most}.");
    }

    /// <summary>A parameter of the Engine's that has no meaning here and may be sent only empty.</summary>
    public void Neutral(string name, string reason)
    {
        if (Text(name) is not (null or "0" or "false" or "False" or "ctrl-p,ctrl-q"))
            throw RequestRefusedException.NotHere(reason);
    }

    public void Done()
    {
        foreach (var name in query.Keys.Where(name => !_known.Contains(name)))
            throw RequestRefusedException.NotHere($"The parameter '{RequestTarget.Shown(name)}' is not in this lab.");
    }
}
