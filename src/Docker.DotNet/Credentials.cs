namespace Docker.DotNet;

/// <summary>How a client proves itself to the Engine.</summary>
public abstract class Credentials : IDisposable
{
    /// <summary>True where a <c>tcp</c> endpoint is to be spoken to with TLS.</summary>
    public abstract bool IsTlsCredentials();

    /// <summary>Puts the proof around (or into) the handler that sends the requests.</summary>
    public abstract HttpMessageHandler GetHandler(HttpMessageHandler innerHandler);

    public virtual void Dispose() => GC.SuppressFinalize(this);
}

/// <summary>No proof: a local socket, or a port that asks for none.</summary>
public class AnonymousCredentials : Credentials
{
    public override bool IsTlsCredentials() => false;

    public override void Dispose() => GC.SuppressFinalize(this);

    public override HttpMessageHandler GetHandler(HttpMessageHandler innerHandler) => innerHandler;
}
