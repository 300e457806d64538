namespace BackendLabs.Compiler;

/// <summary>
/// Counts brackets without parsing, in comments and strings too: two hundred unmatched ones are no accident
/// there either, and a scan that skipped text could be led to skip code. What slips by meets the depth of the
/// tree (<see cref="TreeGate"/>), and Roslyn's own guard on a large stack.
/// </summary>
internal static class NestingScan
{
    public const int MaxDepth = 200;

    /// <summary>Where the depth is first passed; null where it never is.</summary>
    public static int? FirstTooDeep(string source)
    {
        var depth = 0;
        var angles = 0;
        var ranks = 0;
        var bangs = 0;
        for (var at = 0; at < source.Length; at++)
        {
            var c = source[at];
            if (c is '(' or '[' or '{')
                depth++;
            else if (c is ')' or ']' or '}')
                depth = Math.Max(0, depth - 1);
            else if (c == '<')
                angles++;
            else if (c == '>')
                angles = Math.Max(0, angles - 1);

            // Comparisons leave an angle open for good; a statement's end says that it was none.
            if (c is ';' or '{' or '}')
                angles = 0;

            // int[][][] is never deep in brackets, nor #if !!!!A, but both are in Roslyn's recursion.
            ranks = c is '[' or '*' or '?' ? ranks + 1 : c is ']' or ',' or ' ' or '\t' or '\r' or '\n' ? ranks : 0;
            bangs = c is '!' or '~' ? bangs + 1 : c is ' ' or '\t' ? bangs : 0;
            if (Math.Max(Math.Max(depth, angles), Math.Max(ranks, bangs)) > MaxDepth)
                return at;
        }

        return null;
    }
}
