namespace BackendLabs.Compiler.Language;

/// <summary>How near a name is to what is written of it. What does not match, does not with more letters either.</summary>
internal static class NameMatch
{
    private const int Beginning = 0;
    private const int BeginningInOtherCase = 1;
    private const int Humps = 2;
    private const int SomeHumps = 3;
    private const int Inside = 4;

    /// <summary>Less is nearer; null where it is another name.</summary>
    public static int? Of(string name, string written)
    {
        if (name.StartsWith(written, StringComparison.Ordinal))
            return Beginning;
        if (name.StartsWith(written, StringComparison.OrdinalIgnoreCase))
            return BeginningInOtherCase;
        if (HumpsLeftOut(name, written) is { } leftOut)
            return leftOut == 0 ? Humps : SomeHumps;
        return name.Contains(written, StringComparison.OrdinalIgnoreCase) ? Inside : null;
    }

    /// <summary>SGA for StringGetAsync, strGA too: each letter goes on in a word or begins a later one.</summary>
    /// <returns>How many words between them have no letter; null where the letters are not in the name.</returns>
    private static int? HumpsLeftOut(string name, string written)
    {
        var (at, leftOut) = (0, 0);
        foreach (var letter in written)
        {
            if (at < name.Length && Same(name[at], letter))
            {
                at++;
                continue;
            }

            for (; at < name.Length && !(char.IsUpper(name[at]) && Same(name[at], letter)); at++)
                leftOut += char.IsUpper(name[at]) ? 1 : 0;
            if (at++ >= name.Length)
                return null;
        }

        return leftOut;
    }

    private static bool Same(char left, char right) => char.ToLowerInvariant(left) == char.ToLowerInvariant(right);
}
