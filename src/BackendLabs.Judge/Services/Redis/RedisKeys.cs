using System.Globalization;

namespace BackendLabs.Judge.Services.Redis;

/// <summary>The keys of one command, as text.</summary>
/// <param name="Named">Each key that it names, in its order.</param>
/// <param name="Written">Those that it may change; <see cref="RedisEffects.EveryKey"/> where any may be.</param>
/// <param name="Deciding">Those whose content decides what it does or answers; <see cref="RedisEffects.EveryKey"/> where any may.</param>
internal sealed record RedisKeys(IReadOnlyList<string> Named, IReadOnlyList<string> Written, IReadOnlyList<string> Deciding)
{
    /// <param name="shape">See <see cref="RedisCommandTable"/>.</param>
    public static RedisKeys Of(RedisCommand command, string shape)
    {
        var found = new KeyFinder(command);
        switch (command.Name)
        {
            case "BLPOP" or "BRPOP" or "BZPOPMIN" or "BZPOPMAX":
                found.Add('K', 1, command.ArgumentCount - 1);
                break;
            case "BITFIELD" when !command.Parts.Skip(2).Select((_, at) => command.WordAt(at + 2)).Any(word => word is "SET" or "INCRBY"):
                found.Add('k', 1, 1);
                break;
            case "XREAD" or "XREADGROUP":
                found.AddStreams();
                break;
            default:
                found.AddByShape(shape);
                break;
        }
        if (command.Name == "SORT")
            found.AddStored(from: 2);
        else if (command.Name is "GEORADIUS" or "GEORADIUSBYMEMBER")
            found.AddStored(from: 5);

        return new RedisKeys(
            found.Named,
            RedisEffects.ChangesAny(command.Name) ? [RedisEffects.EveryKey] : found.Written,
            RedisEffects.DependsOnNone(command.Name) ? []
            : RedisEffects.DependsOnAny(command) || found.Named.Count == 0 ? [RedisEffects.EveryKey]
            : found.Named);
    }

    private sealed class KeyFinder(RedisCommand command)
    {
        public List<string> Named { get; } = [];

        public List<string> Written { get; } = [];

        public void Add(char kind, int from, int count)
        {
            for (var i = from; i < from + count && i <= command.ArgumentCount; i++)
            {
                var key = command.TextAt(i);
                Named.Add(key);
                if (kind is 'K' or 'D' or 'N')
                    Written.Add(key);
            }
        }

        public void AddByShape(string shape)
        {
            var counted = 0;
            for (var i = 1; i <= command.ArgumentCount; i++)
            {
                var kind = RedisDetail.LetterAt(shape, i - 1 - counted);
                if (kind is 'k' or 'K' or 'D')
                {
                    Add(kind, i, 1);
                }
                else if (kind is 'n' or 'N' && int.TryParse(command.TextAt(i), NumberStyles.None, CultureInfo.InvariantCulture, out var count))
                {
                    count = Math.Min(count, command.ArgumentCount - i);
                    Add(kind, i + 1, count);
                    (i, counted) = (i + count, counted + count);
                }
            }
        }

        // GROUP g c … STREAMS key [key …] id [id …]; GROUP takes two names, which may read like an option.
        public void AddStreams()
        {
            for (var i = command.WordAt(1) == "GROUP" ? 4 : 1; i <= command.ArgumentCount; i++)
            {
                if (command.WordAt(i) == "STREAMS")
                {
                    // Reading for a group moves the group on.
                    Add(command.Name == "XREADGROUP" ? 'K' : 'k', i + 1, (command.ArgumentCount - i) / 2);
                    return;
                }
                if (command.WordAt(i) is "COUNT" or "BLOCK")
                    i++;
            }
        }

        // What other options take may read like STORE. Of several destinations each is named: the server names one and writes another.
        public void AddStored(int from)
        {
            for (var i = from; i < command.ArgumentCount; i++)
            {
                switch (command.WordAt(i))
                {
                    case "STORE":
                    case "STOREDIST" when command.Name != "SORT":
                        Add('D', ++i, 1);
                        break;
                    case "LIMIT" when command.Name == "SORT":
                        i += 2;
                        break;
                    case "BY" or "GET" when command.Name == "SORT":
                    case "COUNT" when command.Name != "SORT":
                        i++;
                        break;
                }
            }
        }
    }
}
