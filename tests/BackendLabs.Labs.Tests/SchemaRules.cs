using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace BackendLabs.Labs.Tests;

/// <summary>
/// The rules of JSON Schema 2020-12 that lab.schema.json uses, and no others: a keyword that is not here throws.
/// (JsonSchema.Net cannot be restored: its dependency JsonPointer.Net is absent.)
/// </summary>
internal sealed class SchemaRules(JsonNode root)
{
    public bool Accepts(JsonNode? value) => Accepts((JsonObject)root, value);

    private bool Accepts(JsonObject schema, JsonNode? value) => schema.All(rule => rule.Key switch
    {
        "$schema" or "title" or "description" or "$defs" => true,
        "$ref" => Accepts(Resolve(rule.Value!.GetValue<string>()), value),
        "anyOf" => rule.Value!.AsArray().Any(option => Accepts(option!.AsObject(), value)),
        "const" => JsonNode.DeepEquals(rule.Value, value),
        "enum" => rule.Value!.AsArray().Any(option => JsonNode.DeepEquals(option, value)),
        "type" => TypeOf(value).Contains(rule.Value!.GetValue<string>()),
        "pattern" => value is not JsonValue text || text.GetValueKind() is not System.Text.Json.JsonValueKind.String
            || Regex.IsMatch(text.GetValue<string>(), rule.Value!.GetValue<string>(), RegexOptions.ECMAScript, TimeSpan.FromSeconds(1)),
        "maxLength" => value is not JsonValue text || text.ToString().Length <= rule.Value!.GetValue<int>(),
        "minimum" => !TypeOf(value).Contains("number") || Number(value!) >= Number(rule.Value!),
        "maximum" => !TypeOf(value).Contains("number") || Number(value!) <= Number(rule.Value!),
        "items" => value is not JsonArray list || list.All(item => Accepts(rule.Value!.AsObject(), item)),
        "minItems" => value is not JsonArray list || list.Count >= rule.Value!.GetValue<int>(),
        "uniqueItems" => value is not JsonArray list || list.Select(item => item?.ToJsonString()).Distinct().Count() == list.Count,
        "required" => value is not JsonObject map || rule.Value!.AsArray().All(name => map.ContainsKey(name!.GetValue<string>())),
        "maxProperties" => value is not JsonObject map || map.Count <= rule.Value!.GetValue<int>(),
        "propertyNames" => value is not JsonObject map || map.All(field => Accepts(rule.Value!.AsObject(), JsonValue.Create(field.Key))),
        "properties" => value is not JsonObject map || rule.Value!.AsObject().All(field => !map.ContainsKey(field.Key) || Accepts(field.Value!.AsObject(), map[field.Key])),
        "additionalProperties" => value is not JsonObject map || map.All(field => Declares(schema, field.Key) || AcceptsMore(rule.Value!, field.Value)),
        _ => throw new InvalidOperationException($"The schema uses `{rule.Key}`; add its rule here."),
    });

    private bool AcceptsMore(JsonNode rule, JsonNode? value) => rule is JsonObject schema ? Accepts(schema, value) : rule.GetValue<bool>();

    private static bool Declares(JsonObject schema, string name) => schema["properties"] is JsonObject properties && properties.ContainsKey(name);

    private JsonObject Resolve(string reference) =>
        reference[2..].Split('/').Aggregate(root, (node, name) => node[name]!).AsObject();

    private static double Number(JsonNode value) => double.Parse(value.ToJsonString(), CultureInfo.InvariantCulture);

    private static string[] TypeOf(JsonNode? value) => value?.GetValueKind() switch
    {
        null or System.Text.Json.JsonValueKind.Null => ["null"],
        System.Text.Json.JsonValueKind.Object => ["object"],
        System.Text.Json.JsonValueKind.Array => ["array"],
        System.Text.Json.JsonValueKind.String => ["string"],
        System.Text.Json.JsonValueKind.Number => double.IsInteger(Number(value)) ? ["number", "integer"] : ["number"],
        _ => ["boolean"],
    };
}
