using System.Globalization;

namespace BackendLabs.Judge;

/// <summary>
/// Names and numbers that differ from run to run and repeat exactly for the same seed, on every machine and version:
/// the generator is SplitMix64 (Steele, Lea and Flood, 2014), not the runtime's own.
/// </summary>
public sealed class Seed
{
    private static readonly string[] Words =
    [
        "amber", "anchor", "apple", "arrow", "aspen", "badge", "barley", "basil", "beacon", "birch", "bishop", "bottle",
        "bramble", "bridge", "bronze", "button", "cabin", "candle", "canyon", "carbon", "cedar", "chalk", "cherry", "cinder",
        "clover", "cobalt", "copper", "coral", "cotton", "crane", "cricket", "crystal", "daisy", "delta", "drift", "eagle",
        "ember", "falcon", "feather", "fennel", "fern", "fiddle", "flint", "forest", "garnet", "ginger", "glacier", "granite",
        "grove", "hammer", "harbor", "hazel", "heron", "honey", "indigo", "island", "ivory", "jasper", "juniper", "kettle",
        "lantern", "laurel", "lemon", "linen", "lotus", "magnet", "maple", "marble", "meadow", "mirror", "mosaic", "nectar",
        "needle", "nutmeg", "oasis", "olive", "onyx", "orchid", "otter", "paddle", "paper", "pebble", "pepper", "pine",
        "planet", "plum", "pocket", "poplar", "quartz", "quill", "raven", "ribbon", "river", "saddle", "saffron", "sage",
        "silver", "spruce", "stone", "sugar", "sunset", "tangle", "thistle", "timber", "topaz", "tulip", "valley", "velvet",
        "violet", "walnut", "willow", "winter",
    ];

    private static readonly string[] FirstNames =
    [
        "Ada", "Amina", "Bao", "Carla", "Chen", "Dario", "Elif", "Femi", "Grace", "Hana", "Ines", "Ivan", "Jonas", "Kofi",
        "Leila", "Mara", "Nadia", "Noor", "Olga", "Pablo", "Priya", "Quentin", "Rosa", "Samir", "Tara", "Uma", "Viktor",
        "Wen", "Yusuf", "Zoe",
    ];

    private static readonly string[] LastNames =
    [
        "Abe", "Berg", "Costa", "Diaz", "Evans", "Fischer", "Garcia", "Haddad", "Ito", "Jensen", "Kaya", "Lopez", "Moreau",
        "Novak", "Okafor", "Petrov", "Rossi", "Silva", "Tanaka", "Ueda", "Vargas", "Weber", "Yilmaz", "Zhang",
    ];

    private ulong _state;
    private ulong _drawn = 14_695_981_039_346_656_037;
    private int _draws;

    internal Seed(long value)
    {
        Value = value;
        _state = unchecked((ulong)value);
    }

    /// <summary>The number that repeats everything.</summary>
    public long Value
    {
        get
        {
            Drew(unchecked((int)field));
            return field;
        }
    }

    /// <summary>A whole number from <paramref name="from"/> up to and including <paramref name="to"/>.</summary>
    public int Int(int from, int to)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(to, from);
        return Drew((int)(from + (long)(Next() % (ulong)((long)to - from + 1))));
    }

    public bool Bool() => Drew((int)(Next() & 1)) == 1;

    /// <summary>An amount from 1.00 to 999.99 with two decimals.</summary>
    public decimal Money() => new(Int(100, 99_999), 0, 0, isNegative: false, scale: 2);

    /// <summary>An English word of lower-case letters.</summary>
    public string Word() => Pick(Words);

    /// <summary>So many different words.</summary>
    public IReadOnlyList<string> DifferentWords(int count) => Shuffle(Words)[..count];

    /// <summary>First and last name.</summary>
    public string Name() => $"{Pick(FirstNames)} {Pick(LastNames)}";

    public string Email() => $"{Word()}.{Word()}{Int(1, 99)}@example.org";

    /// <summary>A day of the years 2020 to 2029.</summary>
    public DateOnly Day() => new DateOnly(2020, 1, 1).AddDays(Int(0, 3_652));

    /// <summary>So many letters and digits, for keys and tokens.</summary>
    public string Token(int length) =>
        string.Create(length, this, static (span, seed) =>
        {
            foreach (ref var character in span)
                character = "abcdefghijkmnpqrstuvwxyz23456789"[seed.Int(0, 31)];
        });

    public T Pick<T>(IReadOnlyList<T> from) => from[Int(0, from.Count - 1)];

    /// <summary>The same items in another order.</summary>
    public T[] Shuffle<T>(IEnumerable<T> items)
    {
        var all = items.ToArray();
        for (var i = all.Length - 1; i > 0; i--)
        {
            var j = Int(0, i);
            (all[i], all[j]) = (all[j], all[i]);
        }

        return all;
    }

    /// <summary>The values that were drawn, as a digest; empty where none was.</summary>
    internal string Drawn => _draws == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{_draws}:{_drawn:x16};");

    // FNV-1a: the same on every machine, which System.HashCode is not.
    private int Drew(int value)
    {
        _draws++;
        _drawn = unchecked((_drawn ^ (uint)value) * 1_099_511_628_211);
        return value;
    }

    private ulong Next()
    {
        unchecked
        {
            var z = _state += 0x9E3779B97F4A7C15;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }
}
