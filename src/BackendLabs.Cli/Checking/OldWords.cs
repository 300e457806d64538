using System.CommandLine;

namespace BackendLabs.Cli.Checking;

/// <summary><c>run</c>, <c>test</c> and <c>submit</c>: what other tools call it.</summary>
internal static class OldWords
{
    public static IEnumerable<Command> Create(CommandContext context) => ((string[])["run", "test", "submit"]).Select(word => Create(context, word));

    private static Command Create(CommandContext context, string word)
    {
        var rest = new Argument<string[]>("REST") { Arity = ArgumentArity.ZeroOrMore };
        return new LabCommand(word, "Here it is called check.")
        {
            Hidden = true,
            TreatUnmatchedTokensAsErrors = false,
            Arguments = { rest },
        }.Does(line =>
        {
            var words = string.Join(' ', (line.GetValue(rest) ?? []).Concat(line.UnmatchedTokens));
            throw new UsageException($"There is no command '{word}'.", $"Here it is called check: `lab check{(words.Length > 0 ? " " + words : "")}`");
        });
    }
}
