using System.Text.Json;
using System.Text.Json.Serialization;

namespace BackendLabs.Judge.Snippets;

/// <summary>The form in which arguments and results cross between judge and snippet.</summary>
internal static class ValueJson
{
    /// <summary>
    /// Made anew for each loaded lab: the default options keep a lab's types, and with them its assembly, for ever.
    /// Tuples cross by their fields.
    /// </summary>
    public static JsonSerializerOptions Create() => new()
    {
        IncludeFields = true,
        MaxDepth = 32,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        PropertyNameCaseInsensitive = false,
    };
}
