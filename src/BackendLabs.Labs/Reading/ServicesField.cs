using BackendLabs.Contract.Services;
using BackendLabs.Labs.Yaml;

namespace BackendLabs.Labs.Reading;

/// <summary><c>services: { db: { kind: sqlite, efcore: true }, cache: { kind: redis, scripting: false } }</c></summary>
internal static class ServicesField
{
    private static readonly string[] Kinds = [.. ServiceKinds.All.Select(home => home.Kind)];

    // What an example shows.
    private static readonly ServiceHome Usual = ServiceKinds.All[0];

    public static IReadOnlyDictionary<string, LabService> Read(YamlFields fields)
    {
        var services = new OrderedDictionary<string, LabService>(StringComparer.Ordinal);
        if (fields.Find("services") is not { } value) return services;
        if (value is not YamlValue.Mapping map)
        {
            fields.Log.Add(value.Place, $"`services` must be a map of names to kinds, but {value.Describe()}.", $"Write, for example, `services: {{ {Usual.UsualName}: {Usual.Kind} }}`.");
            return services;
        }
        foreach (var field in map.Fields)
        {
            if (!LabNames.IsWords(field.Name))
                fields.Log.Add(field.Place, $"A service's name is {LabNames.WordsForm}, not `{field.Name}`.", $"Write `{LabNames.ToWords(field.Name)}`.");
            if (ReadService(field, fields.Log) is not { } service) continue;
            // Parameters are filled by type, so a second service of a kind could never be told from the first.
            if (services.FirstOrDefault(other => other.Value.Kind == service.Kind).Key is { } first)
                fields.Log.Add(field.Place, $"`{first}` is a {service.Kind} service already; a lab has one of a kind.", $"Remove `{field.Name}`.");
            else
                services.Add(field.Name, service);
        }
        return services;
    }

    private static LabService? ReadService(YamlField field, FileLog log)
    {
        if (field.Value is not YamlValue.Mapping map)
            return ReadKind(field.Value, log) is { } only ? new LabService(only) : null;
        var options = ServiceKinds.All.SelectMany(home => home.Options.Select(option => (home.Kind, option.Name, option.IsOnByDefault))).ToList();
        var fields = new YamlFields(map, log, "a service", ["kind", .. options.Select(option => option.Name)]);
        // `redis: { scripting: false }`: a name that is a kind needs no other.
        var kind = fields.Find("kind") is null && Kinds.Contains(field.Name)
            ? field.Name
            : fields.Require("kind", options.Find(option => fields.Find(option.Name) is not null).Kind ?? Usual.Kind) is { } value ? ReadKind(value, log) : null;
        var on = options.Where(option => FindOption(option.Kind, option.Name, option.IsOnByDefault)).Select(option => option.Name).ToList();
        return kind is null ? null : new LabService(kind) { Options = on };

        bool FindOption(string ofKind, string name, bool without)
        {
            if (kind is not null && kind != ofKind && fields.Find(name) is { } misplaced)
                log.Add(misplaced.Place, $"`{name}` is for {ofKind}; this is a {kind} service.", $"Remove `{name}`.");
            return fields.FindTruth(name, without && kind == ofKind);
        }
    }

    private static string? ReadKind(YamlValue value, FileLog log)
    {
        if (value is YamlValue.Scalar { Kind: ScalarKind.Text } scalar)
        {
            if (Kinds.Contains(scalar.Text)) return scalar.Text;
            var near = NearestName.Of(scalar.Text, Kinds);
            log.Add(value.Place, $"`{scalar.Text}` is no kind of service.", near is null ? $"The kinds are: {string.Join(", ", Kinds)}." : $"Did you mean `{near}`?");
        }
        else
        {
            log.Add(value.Place, $"A service's kind must be text, but {value.Describe()}.", $"The kinds are: {string.Join(", ", Kinds)}.");
        }
        return null;
    }
}
