using Microsoft.CodeAnalysis.Text;

namespace BackendLabs.Compiler.Mutants;

/// <summary>One small wrong in a reference, before anybody knows whether it compiles.</summary>
/// <param name="Kind">A word of <see cref="MutantKinds"/>.</param>
/// <param name="Position">Where in the text the wrong is done; its line goes into the id.</param>
/// <param name="Description">One sentence that says what is wrong then.</param>
/// <param name="Changes">Apart from each other.</param>
internal sealed record Mutation(string Kind, int Position, string Description, params IReadOnlyList<TextChange> Changes);

/// <summary>What can be done wrong, as ids begin.</summary>
internal static class MutantKinds
{
    public const string Ttl = "ttl";
    public const string Transaction = "transaction";
    public const string Await = "await";
    public const string Using = "using";
    public const string Parameter = "parameter";
    public const string Catch = "catch";
    public const string Finally = "finally";
    public const string Where = "where";
    public const string Order = "order";
    public const string Cache = "cache";
    public const string Comparison = "comparison";
    public const string Bound = "bound";
    public const string Constant = "constant";
    public const string Statement = "statement";
}
