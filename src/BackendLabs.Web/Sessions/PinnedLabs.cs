using System.Collections.Concurrent;
using BackendLabs.Labs;
using BackendLabs.Store;
using BackendLabs.Web.Hosting;

namespace BackendLabs.Web.Sessions;

/// <summary>The labs of graded sessions in the versions that the sessions pinned, whatever this machine's folders hold.</summary>
/// <param name="folder">Where they are unpacked, each under its digest.</param>
internal sealed class PinnedLabs(LabStore store, string folder)
{
    private readonly ConcurrentDictionary<string, Lab> _read = new(StringComparer.Ordinal);

    /// <exception cref="RefusedException">503: the store has no such version, or it does not read as that version.</exception>
    public async Task<Lab> FindAsync(string digest, CancellationToken cancellationToken)
    {
        if (_read.TryGetValue(digest, out var known))
            return known;
        var pinned = await store.Sessions.LabAsync(digest, cancellationToken) ?? throw Broken();
        var root = Path.Combine(folder, digest);
        LabArchive.Unpack(pinned.Archive, root);
        if (Read(root, pinned.Lab, digest) is { } lab)
            return _read[digest] = lab;
        // Somebody has changed a file there since.
        Directory.Delete(root, recursive: true);
        LabArchive.Unpack(pinned.Archive, root);
        return _read[digest] = Read(root, pinned.Lab, digest) ?? throw Broken();
    }

    private static Lab? Read(string root, string id, string digest) => LabReader.Read(root, id) is LabReading.Good { Lab: var lab } && lab.Digest == digest ? lab : null;

    private static RefusedException Broken() => new(StatusCodes.Status503ServiceUnavailable, "This lab cannot be read at the moment.", "Tell your instructor. Nothing of yours is lost.");
}
