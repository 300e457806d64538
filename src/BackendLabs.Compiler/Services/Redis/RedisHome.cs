using BackendLabs.Compiler.Mutants;
using BackendLabs.Compiler.Wording;

namespace BackendLabs.Compiler.Services.Redis;

internal sealed class RedisHome : ServiceHome
{
    public override IReadOnlyList<Rewrite> Rewrites => RedisRewrites.All;

    public override string? ConversionHint(string from, string to) => (from, to) switch
    {
        ("RedisValue", "string") => "Write value.ToString().",
        ("RedisValue", _) => $"Cast it: ({to})value; ask value.HasValue before.",
        _ => null,
    };

    public override IEnumerable<Mutation> MutationsOf(ReferenceText reference) => RedisMutations.Of(reference);
}
