#pragma warning disable IDE0130 // The package keeps this type in a namespace of its own.
namespace Microsoft.Net.Http.Client;

/// <summary>A stream of two directions whose writing one can end first.</summary>
public abstract class WriteClosableStream : Stream
{
    public abstract bool CanCloseWrite { get; }

    /// <summary>Tells the other side that nothing more comes; reading goes on.</summary>
    public abstract void CloseWrite();
}
