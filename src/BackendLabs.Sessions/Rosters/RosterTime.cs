using System.Globalization;

namespace BackendLabs.Sessions.Rosters;

/// <summary>Reads time factors and breaks as schools write them.</summary>
internal static class RosterTime
{
    public const int UsualPercent = 100;
    public const int MostPercent = 400;

    public static readonly TimeSpan LongestBreaks = TimeSpan.FromMinutes(600);

    private static readonly string[] Minutes = ["minutes", "minuten", "min.", "min"];

    /// <summary><c>1.5</c>, <c>1,5</c>, <c>150</c>, <c>150 %</c> and <c>+50%</c> are all 150; null for anything else or out of range.</summary>
    public static int? Percent(string text)
    {
        var isAdded = text.StartsWith('+');
        var isPercent = text.EndsWith('%');
        var number = text[(isAdded ? 1 : 0)..(isPercent && text.Length > 1 ? ^1 : ^0)].Trim().Replace(',', '.');
        if (!decimal.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) || value > MostPercent)
            return null;
        // "+0.5" and "+50" without a percent sign may each mean the one or the other.
        if (isAdded && !isPercent)
            return null;
        var percent = isAdded ? UsualPercent + value : isPercent || value > MostPercent / UsualPercent ? value : UsualPercent * value;
        // A third more is 133.3 %: rounded in favour of the student.
        return percent is >= UsualPercent and <= MostPercent ? (int)Math.Ceiling(percent) : null;
    }

    /// <summary>Whole minutes, with or without the word; null for anything else or out of range.</summary>
    public static TimeSpan? Breaks(string text)
    {
        var word = Array.Find(Minutes, word => text.EndsWith(word, StringComparison.OrdinalIgnoreCase));
        var number = text[..^(word?.Length ?? 0)].TrimEnd();
        return int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var minutes) && minutes <= LongestBreaks.TotalMinutes
            ? TimeSpan.FromMinutes(minutes)
            : null;
    }
}
