using System.Net;
using System.Text.Json;

namespace Docker.DotNet;

/// <summary>The Engine refused a request or failed at it.</summary>
public class DockerApiException : Exception
{
    /// <param name="statusCode">What the Engine answered.</param>
    /// <param name="responseBody">The answer's body: by the Engine API, <c>{"message": "..."}</c>.</param>
    public DockerApiException(HttpStatusCode statusCode, string responseBody)
        : base($"The Docker Engine answered {(int)statusCode} ({statusCode}): {MessageIn(responseBody)}")
    {
        StatusCode = statusCode;
        ResponseBody = responseBody;
    }

    public HttpStatusCode StatusCode { get; }

    public string ResponseBody { get; }

    static string MessageIn(string body)
    {
        if (string.IsNullOrWhiteSpace(body))
            return "no reason given";

        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty("message", out var message)
                && message.ValueKind == JsonValueKind.String
                    ? message.GetString()
                    : body.Trim();
        }
        catch (JsonException)
        {
            return body.Trim();
        }
    }
}

/// <summary>No container has that id or name.</summary>
public class DockerContainerNotFoundException : DockerApiException
{
    public DockerContainerNotFoundException(HttpStatusCode statusCode, string responseBody)
        : base(statusCode, responseBody)
    {
    }
}

/// <summary>No image has that id or name.</summary>
public class DockerImageNotFoundException : DockerApiException
{
    public DockerImageNotFoundException(HttpStatusCode statusCode, string body)
        : base(statusCode, body)
    {
    }
}

/// <summary>No network has that id or name.</summary>
public class DockerNetworkNotFoundException : DockerApiException
{
    public DockerNetworkNotFoundException(HttpStatusCode statusCode, string responseBody)
        : base(statusCode, responseBody)
    {
    }
}
