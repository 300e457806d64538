using System.Collections.Concurrent;
using System.Globalization;
using BackendLabs.Contract;

namespace BackendLabs.Sandbox;

/// <summary>
/// Accounts that nobody on the machine has, lent to processes one at a time, so that what one leaves is not another's.
/// Only root can give them. A block of them is held by a lock, because several graders may run at once.
/// </summary>
internal sealed class ProcessAccounts : IDisposable
{
    /// <summary>A lab keeps up to seven processes ready; a grader that serves all labs has dozens of them.</summary>
    public const int BlockSize = 512;
    private const int Blocks = 60;

    /// <summary>Above every range that distributions and systemd give out (https://systemd.io/UIDS-GIDS).</summary>
    private const int FirstUsual = 1_900_000_000;

    /// <summary>Where only 65,536 ids exist, as in a container: below systemd's dynamic users.</summary>
    private const int FirstInContainer = 30_000;

    private readonly ConcurrentBag<ProcessAccount> _free;
    private readonly FileStream _block;

    private ProcessAccounts(int first, FileStream block)
    {
        _block = block;
        All = [.. Enumerable.Range(first, BlockSize).Select(id => new ProcessAccount(id, id))];
        _free = [.. All];
    }

    public IReadOnlyList<ProcessAccount> All { get; }

    /// <returns>Null where this is not root: all run as the user then.</returns>
    public static ProcessAccounts? Take()
    {
        if (!MachineTools.IsRoot)
            return null;
        var first = HasManyIds() ? FirstUsual : FirstInContainer;
        for (var block = 0; block < Blocks; block++)
        {
            try
            {
                var held = new FileStream($"/run/backendlabs/accounts-{block}.lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
                return new ProcessAccounts(first + block * BlockSize, held);
            }
            catch (IOException)
            {
                // Another grader's.
            }
        }

        throw new InfrastructureException($"{Blocks} graders run on this machine already.", "End some of them.");
    }

    public ProcessAccount Rent() => _free.TryTake(out var account)
        ? account
        : throw new InfrastructureException("More processes are running than there are accounts for.", "End some of them.");

    public void Return(ProcessAccount account) => _free.Add(account);

    public void Dispose() => _block.Dispose();

    private static bool HasManyIds()
    {
        var words = File.ReadAllText("/proc/self/uid_map").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return words.Length >= 3 && long.Parse(words[2], CultureInfo.InvariantCulture) > FirstUsual;
    }
}
