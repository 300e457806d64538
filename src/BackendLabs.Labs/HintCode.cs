using System.Text.RegularExpressions;

namespace BackendLabs.Labs;

/// <summary>Tells words about code from code that could be pasted: a tool's name is a nudge, a call with its arguments is an answer.</summary>
public static partial class HintCode
{
    public static bool IsIn(string text) => CSharp().IsMatch(text) || Sql().IsMatch(text);

    // A call with arguments, an interpolated text, a lambda, a comparison, a statement's head, a call's result kept.
    [GeneratedRegex("""\w\([^()]*[A-Za-z_][^()]*\)|\$"|=>|==|&&|\b(?:if|while|for|foreach|catch|using|lock) \(|\w = \w+\.\w""", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex CSharp();

    // A value's parameter beside an operator, or a statement with the words that make it one.
    [GeneratedRegex("""[=<>+-] ?[$@]\w|\bselect [^.?]*\bfrom \w|\binsert into \w|\bupdate \w+ set\b|\bdelete from \w|\bcreate index\b|\bon conflict \(|\bon duplicate key update\b""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Sql();
}
