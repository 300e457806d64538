using NUnit.Framework.Constraints;

namespace BackendLabs.Judge;

/// <summary>
/// Applies NUnit's constraints without NUnit's message: that one prints the check's own source,
/// and with it the answer.
/// </summary>
internal static class Expectation
{
    public static void Hold<T>(T actual, IResolveConstraint expectation, string message)
    {
        var result = expectation.Resolve().ApplyTo(actual);
        if (!result.IsSuccess)
            throw new ExpectationFailedException(message, result.Description, PlainWords.Of(result.ActualValue));
    }

    public static void Hold(bool condition, string message)
    {
        if (!condition)
            throw new ExpectationFailedException(message, expected: null, actual: null);
    }
}
