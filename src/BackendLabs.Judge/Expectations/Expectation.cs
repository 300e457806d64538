using System.Text.RegularExpressions;
using BackendLabs.Contract;
using NUnit.Framework.Constraints;

namespace BackendLabs.Judge;

/// <summary>
/// Applies NUnit's constraints without NUnit's message: that one prints the check's own source,
/// and with it the answer.
/// </summary>
internal static partial class Expectation
{
    public static void Hold<T>(T actual, IResolveConstraint expectation, string message, TimelineEvent? at = null, string? rule = null)
    {
        var result = expectation.Resolve().ApplyTo(actual);
        if (!result.IsSuccess)
        {
            throw new ExpectationFailedException(message, InPlainWords(result.Description), PlainWords.Of(result.ActualValue), at)
            {
                Plan = (actual as IHasPlan)?.ToLines(),
                Rule = rule,
            };
        }
    }

    public static void Hold(bool condition, string message, TimelineEvent? at = null, string? rule = null)
    {
        if (!condition)
            throw new ExpectationFailedException(message, expected: null, actual: null, at) { Rule = rule };
    }

    // NUnit puts values that it has no form for in angle brackets, and has capitals where C# has none.
    private static string InPlainWords(string description) => description switch
    {
        "True" => "true",
        "False" => "false",
        _ => Bracketed().Replace(description, "${value}"),
    };

    [GeneratedRegex(@"<(?<value>[^<>]*)>", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Bracketed();
}
