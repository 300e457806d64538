using BackendLabs.Labs.Reading;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace BackendLabs.Labs.Yaml;

/// <summary>
/// Reads a YAML text into values that know their places. YamlDotNet's own model stops at the first repeated key;
/// an author wants to know of all of them.
/// </summary>
internal sealed class YamlText
{
    private const int Deepest = 16;

    private readonly Parser _parser;
    private readonly FileLog _log;

    private YamlText(string text, FileLog log)
    {
        _parser = new Parser(new StringReader(text));
        _log = log;
    }

    /// <summary>The map that the text holds; null, with the problem logged, where it holds none.</summary>
    public static YamlValue.Mapping? Read(string text, FileLog log)
    {
        if (FindTabs(text, log)) return null;
        var reader = new YamlText(text, log);
        try
        {
            return reader.ReadDocument();
        }
        catch (InvalidOperationException)
        {
            // YamlDotNet 16.3 gives up like this, without a place, on a bracket that is never closed.
            log.Add(
                reader._parser.Current is { } last ? PlaceOf(last.Start) : null,
                "This is not valid YAML: what begins here does not end well.",
                "Look for a bracket or a quote that is never closed.");
            return null;
        }
        catch (YamlException broken)
        {
            log.Add(PlaceOf(broken.Start), $"This is not valid YAML: {broken.Message.TrimEnd('.')}.", Advise(broken.Message));
            return null;
        }
    }

    private static bool FindTabs(string text, FileLog log)
    {
        var line = 0;
        var found = false;
        foreach (var content in text.Split('\n'))
        {
            line++;
            var indent = content.AsSpan(0, content.Length - content.AsSpan().TrimStart().Length);
            var tab = indent.IndexOf('\t');
            if (tab < 0 || indent.Length == content.Length) continue;
            log.Add(new Place(line, tab + 1), "The line is indented with a tab, which YAML does not allow.", "Indent with two spaces.");
            found = true;
        }
        return found;
    }

    private static string Advise(string message) =>
        message.Contains("Mapping values are not allowed", StringComparison.OrdinalIgnoreCase)
            ? "Put text that contains a colon and a space in double quotes, and check the indentation."
            : "Look at this line and the one before: usually a quote, a colon or a bracket is missing there.";

    private YamlValue.Mapping? ReadDocument()
    {
        _parser.Consume<StreamStart>();
        if (!_parser.TryConsume<DocumentStart>(out _))
        {
            _log.Add(null, "The file holds no fields.", "Begin it with `format: 1`.");
            return null;
        }
        var value = ReadValue(depth: 1);
        _parser.Consume<DocumentEnd>();
        if (_parser.Accept<DocumentStart>(out var second))
            _log.Add(PlaceOf(second.Start), "A second YAML document begins here.", "Keep one document: remove the line `---` and what follows it.");
        if (value is YamlValue.Mapping mapping) return mapping;
        _log.Add(value.Place, $"The file must hold fields (`name: value`), but {value.Describe()}.", "Begin it with `format: 1`.");
        return null;
    }

    private YamlValue ReadValue(int depth)
    {
        var place = PlaceOf(_parser.Current!.Start);
        if (depth > Deepest) throw new YamlException(_parser.Current.Start, _parser.Current.End, "The values are nested too deeply");
        RefuseAnchor(place);
        if (_parser.TryConsume<AnchorAlias>(out var alias))
        {
            _log.Add(place, $"The alias `*{alias.Value}` is not supported.", "Write the value out.");
            return new YamlValue.Scalar(place, "", ScalarKind.Null, null);
        }
        if (_parser.TryConsume<SequenceStart>(out _)) return ReadSequence(place, depth);
        if (_parser.TryConsume<MappingStart>(out _)) return ReadMapping(place, depth);
        return ToScalar(_parser.Consume<Scalar>());
    }

    private void RefuseAnchor(Place place)
    {
        if (_parser.Current is not NodeEvent node) return;
        if (!node.Anchor.IsEmpty) _log.Add(place, $"The anchor `&{node.Anchor.Value}` is not supported.", "Remove it.");
        if (!node.Tag.IsEmpty) _log.Add(place, $"The tag `{node.Tag}` is not supported.", "Remove it; use quotes to make something text.");
    }

    private YamlValue.Sequence ReadSequence(Place place, int depth)
    {
        var items = new List<YamlValue>();
        while (!_parser.TryConsume<SequenceEnd>(out _)) items.Add(ReadValue(depth + 1));
        return new YamlValue.Sequence(place, items);
    }

    private YamlValue.Mapping ReadMapping(Place place, int depth)
    {
        var fields = new List<YamlField>();
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            var key = ReadValue(depth + 1);
            var value = ReadValue(depth + 1);
            if (key is not YamlValue.Scalar name)
                _log.Add(key.Place, $"A field's name must be text, but {key.Describe()}.", "Write `name: value`.");
            else if (fields.Find(field => field.Name == name.Text) is { } first)
                _log.Add(key.Place, $"The field `{name.Text}` is given twice; the first is on line {first.Place.Line}.", "Keep one of them.");
            else
                fields.Add(new YamlField(key.Place, name.Text, value));
        }
        return new YamlValue.Mapping(place, fields);
    }

    private static YamlValue.Scalar ToScalar(Scalar scalar)
    {
        var plain = scalar.Style is ScalarStyle.Plain;
        var kind = plain ? ScalarKinds.Of(scalar.Value) : ScalarKind.Text;
        var quotes = plain ? 0 : 1;
        var verbatim = scalar.Start.Line == scalar.End.Line
            && scalar.End.Column - scalar.Start.Column == scalar.Value.Length + (2 * quotes);
        return new YamlValue.Scalar(
            PlaceOf(scalar.Start), scalar.Value, kind, verbatim ? (int)scalar.Start.Column + quotes : null);
    }

    private static Place PlaceOf(Mark mark) => new((int)Math.Max(1, mark.Line), (int)Math.Max(1, mark.Column));
}
