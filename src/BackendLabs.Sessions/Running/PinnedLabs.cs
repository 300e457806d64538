using System.Collections.Concurrent;
using BackendLabs.Labs;
using BackendLabs.Store;

namespace BackendLabs.Sessions.Running;

/// <summary>The labs of graded sessions in the versions that the sessions pinned: from the store, whatever this machine's folders hold.</summary>
/// <param name="folder">Where they are unpacked, each under its digest.</param>
public sealed class PinnedLabs(LabStore store, string folder)
{
    private readonly ConcurrentDictionary<string, Lab> _read = new(StringComparer.Ordinal);

    /// <returns>Null where the store has no such version, or what it has does not read as that version.</returns>
    public async Task<Lab?> FindAsync(string digest, CancellationToken cancellationToken)
    {
        if (_read.TryGetValue(digest, out var known))
            return known;
        if (await store.Sessions.LabAsync(digest, cancellationToken) is not { } pinned)
            return null;
        var root = Path.Combine(folder, digest);
        LabArchive.Unpack(pinned.Archive, root);
        if (Read(root, pinned.Lab, digest) is not { } lab)
        {
            // A file that somebody changed there since would grade with other checks.
            Directory.Delete(root, recursive: true);
            LabArchive.Unpack(pinned.Archive, root);
            if (Read(root, pinned.Lab, digest) is not { } fresh)
                return null;
            lab = fresh;
        }

        return _read[digest] = lab;
    }

    private static Lab? Read(string root, string id, string digest) => LabReader.Read(root, id) is LabReading.Good { Lab: var lab } && lab.Digest == digest ? lab : null;
}
