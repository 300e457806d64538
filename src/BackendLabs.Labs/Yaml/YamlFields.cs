using System.Globalization;
using BackendLabs.Labs.Reading;

namespace BackendLabs.Labs.Yaml;

/// <summary>Takes known fields out of a map; logs what is missing, of the wrong kind or unknown.</summary>
internal sealed class YamlFields
{
    private readonly YamlValue.Mapping _map;
    private readonly string _owner;

    /// <param name="owner">What the fields belong to, for messages: <c>lab.yaml</c>, <c>a hint</c>.</param>
    /// <param name="known">Every field that may be there.</param>
    public YamlFields(YamlValue.Mapping map, FileLog log, string owner, params IReadOnlyList<string> known)
    {
        _map = map;
        Log = log;
        _owner = owner;
        foreach (var field in map.Fields.Where(field => !known.Contains(field.Name)))
        {
            var near = NearestName.Of(field.Name, known.Where(name => map.Find(name) is null));
            log.Add(
                field.Place,
                $"`{field.Name}` is not a field of {owner}.",
                near is null ? $"Remove it. The fields are: {string.Join(", ", known)}." : $"Did you mean `{near}`?");
        }
    }

    public FileLog Log { get; }

    public Place Place => _map.Place;

    public YamlValue? Find(string name) => _map.Find(name);

    public YamlValue? Require(string name, string example)
    {
        var value = _map.Find(name);
        if (value is null) Log.Add(_map.Place, $"The field `{name}` of {_owner} is missing.", $"Add `{name}: {example}`.");
        return value;
    }

    /// <summary>Non-empty text; null, with the problem logged, where there is none.</summary>
    public string? RequireText(string name, string example) =>
        Require(name, example) is { } value ? TextOf(value, $"`{name}`", $"{name}: {example}") : null;

    public string? FindText(string name, string example) =>
        Find(name) is { } value ? TextOf(value, $"`{name}`", $"{name}: {example}") : null;

    public string? TextOf(YamlValue value, string what, string example)
    {
        if (value is YamlValue.Scalar { Kind: ScalarKind.Text } scalar)
        {
            if (!string.IsNullOrWhiteSpace(scalar.Text)) return scalar.Text;
            Log.Add(value.Place, $"{what} is empty.", $"Write, for example, `{example}`.");
            return null;
        }
        var quoted = value is YamlValue.Scalar { Kind: not ScalarKind.Null } other
            ? $"Put it in quotes: `\"{other.Text}\"`."
            : $"Write, for example, `{example}`.";
        Log.Add(value.Place, $"{what} must be text, but {value.Describe()}.", quoted);
        return null;
    }

    public int? RequireWhole(string name, int least, int most, string example)
    {
        if (Require(name, example) is not { } value) return null;
        var range = most == int.MaxValue ? $"a whole number from {least} up" : $"a whole number from {least} to {most}";
        if (value is YamlValue.Scalar { Kind: ScalarKind.Whole } scalar)
        {
            if (int.TryParse(scalar.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                && number >= least && number <= most) return number;
            Log.Add(value.Place, $"`{name}` must be {range}, not {scalar.Text}.", $"Write, for example, `{name}: {example}`.");
            return null;
        }
        Log.Add(value.Place, $"`{name}` must be {range}, but {value.Describe()}.", $"Write, for example, `{name}: {example}`.");
        return null;
    }

    public bool FindTruth(string name, bool without = false)
    {
        var value = Find(name);
        if (value is null) return without;
        if (value is YamlValue.Scalar { Kind: ScalarKind.Truth } scalar) return scalar.Text[0] is 't' or 'T';
        Log.Add(value.Place, $"`{name}` must be true or false, but {value.Describe()}.", $"Write `{name}: {(without ? "false" : "true")}` or remove it.");
        return without;
    }

    /// <summary>The items of a list; none, with the problem logged, where it is no list.</summary>
    public IReadOnlyList<YamlValue> FindList(string name, string example)
    {
        var value = Find(name);
        if (value is null) return [];
        if (value is YamlValue.Sequence list) return list.Items;
        Log.Add(value.Place, $"`{name}` must be a list, but {value.Describe()}.", $"Write, for example, `{name}: {example}`.");
        return [];
    }

    /// <summary>A list of distinct texts of one form.</summary>
    public IReadOnlyList<YamlValue.Scalar> FindNames(string name, string example, Func<string, bool> isForm, string form)
    {
        var names = new List<YamlValue.Scalar>();
        foreach (var item in FindList(name, example))
        {
            if (TextOf(item, $"An item of `{name}`", $"{name}: {example}") is not { } text) continue;
            if (!isForm(text))
                Log.Add(item.Place, $"`{text}` in `{name}` must be {form}.", $"Write, for example, `{name}: {example}`.");
            else if (names.Exists(other => other.Text == text))
                Log.Add(item.Place, $"`{text}` stands in `{name}` twice.", "Keep one of them.");
            else
                names.Add((YamlValue.Scalar)item);
        }
        return names;
    }
}
