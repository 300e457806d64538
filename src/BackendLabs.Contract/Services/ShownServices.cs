using System.Text.Json;
using System.Text.Json.Serialization;

namespace BackendLabs.Contract.Services;

/// <summary>What a page needs to know of a kind of service to draw a report.</summary>
public sealed record ShownService(
    string Kind, string Title, string OperationNoun, bool HasStatements, IReadOnlyCollection<string> Looks, string? ArrangedNoun, string? SnapshotTitle);

/// <summary>All kinds for a page's scripts, in the order of a timeline's lanes.</summary>
public static class ShownServices
{
    /// <summary>May stand in HTML as it is: the serializer escapes what is markup.</summary>
    public static string Json { get; } = JsonSerializer.Serialize(
        [
            .. ServiceKinds.All.OrderBy(home => home.TimelineOrder).Select(home => new ShownService(
                home.Kind, home.Title, home.OperationNoun, home.HasStatements, [.. home.Looks], home.ArrangedNoun, home.SnapshotTitle)),
        ],
        ShownServicesJson.Default.ShownServiceArray);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ShownService[]))]
internal sealed partial class ShownServicesJson : JsonSerializerContext;
