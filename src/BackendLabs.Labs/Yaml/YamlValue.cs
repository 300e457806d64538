using System.Text.RegularExpressions;
using BackendLabs.Labs.Reading;

namespace BackendLabs.Labs.Yaml;

/// <summary>One value of a YAML file, with the place it stands at.</summary>
internal abstract record YamlValue(Place Place)
{
    /// <param name="InnerColumn">The column of the value's first character; null where it spans lines or has escapes.</param>
    internal sealed record Scalar(Place Place, string Text, ScalarKind Kind, int? InnerColumn) : YamlValue(Place);

    internal sealed record Sequence(Place Place, IReadOnlyList<YamlValue> Items) : YamlValue(Place);

    internal sealed record Mapping(Place Place, IReadOnlyList<YamlField> Fields) : YamlValue(Place)
    {
        public YamlValue? Find(string name) => Fields.FirstOrDefault(field => field.Name == name)?.Value;
    }

    /// <summary>What it is, in the words of a message.</summary>
    public string Describe() => this switch
    {
        Sequence => "this is a list",
        Mapping => "this is a map",
        Scalar { Kind: ScalarKind.Null } => "there is no value",
        Scalar { Kind: ScalarKind.Text } scalar => $"`{Shorten(scalar.Text)}` is text",
        Scalar { Kind: ScalarKind.Truth } scalar => $"`{scalar.Text}` is a truth value",
        Scalar scalar => $"`{Shorten(scalar.Text)}` is a number",
        _ => throw new InvalidOperationException($"{GetType().Name} is no YAML value."),
    };

    private static string Shorten(string text) => text.Length <= 40 ? text : text[..40] + "…";
}

internal sealed record YamlField(Place Place, string Name, YamlValue Value);

internal enum ScalarKind
{
    Text,
    Whole,
    Fraction,
    Truth,
    Null,
}

/// <summary>What a plain scalar means: the core schema of YAML 1.2, section 10.3.2.</summary>
internal static partial class ScalarKinds
{
    public static ScalarKind Of(string plain) => plain switch
    {
        "" or "~" or "null" or "Null" or "NULL" => ScalarKind.Null,
        "true" or "True" or "TRUE" or "false" or "False" or "FALSE" => ScalarKind.Truth,
        _ when Whole().IsMatch(plain) => ScalarKind.Whole,
        _ when Fraction().IsMatch(plain) => ScalarKind.Fraction,
        _ => ScalarKind.Text,
    };

    [GeneratedRegex(@"^([-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+)\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Whole();

    [GeneratedRegex(
        @"^([-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN))\z",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Fraction();
}
