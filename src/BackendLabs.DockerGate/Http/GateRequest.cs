namespace BackendLabs.DockerGate.Http;

/// <summary>One request, read whole. Of its headers nothing is left: none of them reaches the Engine.</summary>
internal sealed record GateRequest(string Method, RequestTarget Target, ReadOnlyMemory<byte> Body);
