using System.Text.Json.Serialization;

namespace Docker.DotNet.Models;

public class JSONMessage
{
    [JsonPropertyName("stream")]
    public string Stream { get; set; }

    [JsonPropertyName("status")]
    public string Status { get; set; }

    [JsonPropertyName("progressDetail")]
    public JSONProgress Progress { get; set; }

    [JsonPropertyName("progress")]
    public string ProgressMessage { get; set; }

    [JsonPropertyName("id")]
    public string ID { get; set; }

    [JsonPropertyName("from")]
    public string From { get; set; }

    [JsonPropertyName("time")]
    public DateTime Time { get; set; }

    [JsonPropertyName("timeNano")]
    public long TimeNano { get; set; }

    [JsonPropertyName("errorDetail")]
    public JSONError Error { get; set; }

    /// <summary>Set where the daemon failed after the answer had begun: such a failure is reported here and not thrown.</summary>
    [JsonPropertyName("error")]
    public string ErrorMessage { get; set; }

    [JsonPropertyName("aux")]
    public ObjectExtensionData Aux { get; set; }
}

public class JSONProgress
{
    [JsonPropertyName("current")]
    public long Current { get; set; }

    [JsonPropertyName("total")]
    public long Total { get; set; }

    [JsonPropertyName("start")]
    public long Start { get; set; }

    [JsonPropertyName("hidecounts")]
    public bool HideCounts { get; set; }

    [JsonPropertyName("units")]
    public string Units { get; set; }

    [JsonIgnore]
    public long winSize { get; set; }
}

public class JSONError
{
    [JsonPropertyName("code")]
    public long Code { get; set; }

    [JsonPropertyName("message")]
    public string Message { get; set; }
}

public class ObjectExtensionData
{
    [JsonExtensionData]
    public IDictionary<string, object> ExtensionData { get; set; }
}
