using System.Text.RegularExpressions;
using BackendLabs.Contract;

namespace BackendLabs.Judge.Running;

/// <summary>Says in the student's words how their process ended by itself.</summary>
internal static partial class HostEnds
{
    /// <summary>SIGABRT as a shell reports it: what the runtime ends with after it has said why.</summary>
    private const int Aborted = 128 + 6;

    /// <summary>128 + SIGXFSZ.</summary>
    private const int FileTooLarge = 128 + 25;

    /// <summary>SIGSYS: a system call that the sandbox does not allow.</summary>
    private const int BadSystemCall = 128 + 31;

    /// <summary>SIGXCPU: more processor time than all cores together can give within the lab's limit.</summary>
    public const int ProcessorTimeUp = 128 + 24;

    /// <summary>Whether the runtime's own last words are that its heap was full: a process may also fail far from a limit that it came near to.</summary>
    public static bool SaysOutOfMemory(HostExit exit) =>
        exit.Code is Aborted && OutOfMemory().IsMatch(exit.LastWords);

    public static CheckStatus ToOutcome(HostExit exit)
    {
        if (exit.Code is BadSystemCall)
            return new CheckStatus.Denied("system", "system call", "your code asked the operating system for something that this sandbox does not allow");
        if (exit.LastWords.Contains("Stack overflow", StringComparison.Ordinal))
            return Threw("System.StackOverflowException", StackOverflow(exit.LastWords));
        if (exit.LastWords.Contains("Process terminated.", StringComparison.Ordinal))
            return Threw("Environment.FailFast", "Your code ended its own process with Environment.FailFast.");
        if (exit.LastWords.StartsWith("Your code ", StringComparison.Ordinal))
            return Threw("System.IO.IOException", exit.LastWords);
        if (Unhandled().Match(exit.LastWords) is { Success: true } unhandled)
            return Threw(unhandled.Groups["type"].Value, $"An exception on a thread that nobody awaits ended your process: {unhandled.Groups["message"].Value}");
        return Threw("process ended", exit.Code switch
        {
            0 => "Your process ended before it answered: something in your code called Environment.Exit.",
            Aborted => "Your process was aborted by the runtime.",
            FileTooLarge => "Your code made a file larger than this sandbox allows.",
            > 128 and var code => $"Your process was ended by signal {code - 128}.",
            { } code => $"Your process ended with exit code {code} before it answered.",
            null => "Your process ended before it answered.",
        });
    }

    private static CheckStatus.RuntimeError Threw(string type, string message) => new(type, message, Line: null, []);

    private static string StackOverflow(string words)
    {
        var repeated = Repeated().Match(words);
        var where = repeated.Success ? $" It repeats in {repeated.Groups["method"].Value}." : "";
        return "The call stack is full: a method calls itself without end." + where;
    }

    [GeneratedRegex(@"^(Unhandled exception\. System\.OutOfMemoryException|Out of memory|Fatal error\.\s+(System\.)?Out ?Of ?Memory)", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex OutOfMemory();

    [GeneratedRegex(@"Unhandled exception\. (?<type>[\w.+]+): (?<message>[^\r\n]{0,300})", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Unhandled();

    // The first frame of the runtime's own report: "at Submission#0.Deep(Int32)".
    [GeneratedRegex(@"^\s*at (?<class>[^\s(]*[.+])?(?<method>[\w<>|$]+)\(", RegexOptions.ExplicitCapture | RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Repeated();
}
