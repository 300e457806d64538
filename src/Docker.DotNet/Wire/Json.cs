using System.Text.Json;
using System.Text.Json.Serialization;

namespace Docker.DotNet.Wire;

static class Json
{
    /// <summary>
    /// Names are the Engine's, letter by letter. Defaults are not sent: to the Engine an absent member and a zero one
    /// are the same, and where they are not, the model's member is nullable.
    /// </summary>
    internal static readonly JsonSerializerOptions Options = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        TypeInfoResolver = EngineJson.Default,
        Converters = { new EngineTimeConverter(), new AbsentAsZeroConverter() },
    };
}
