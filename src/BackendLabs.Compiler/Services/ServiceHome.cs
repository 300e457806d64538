using BackendLabs.Compiler.Mutants;
using BackendLabs.Compiler.Wording;

namespace BackendLabs.Compiler.Services;

/// <summary>What the compiler does for one kind of service. Names, imports and libraries are in the contract's homes.</summary>
internal abstract class ServiceHome
{
    /// <summary>Words for diagnostics about its client library; asked before the general ones.</summary>
    public virtual IReadOnlyList<Rewrite> Rewrites => [];

    /// <summary>For members that its types do not have: what to write instead.</summary>
    public virtual IReadOnlyDictionary<(string Type, string Member), string> OthersMembers { get; } = new Dictionary<(string, string), string>();

    /// <summary>How to turn a value of one of its types into another one; null where the general words serve.</summary>
    public virtual string? ConversionHint(string from, string to) => null;

    /// <summary>Small wrongs that only references with it can have.</summary>
    public virtual IEnumerable<Mutation> MutationsOf(ReferenceText reference) => [];
}
