using System.Globalization;

namespace BackendLabs.Sessions.Exports;

/// <summary>Points as they are shown: two decimals at most, without zeros at the end, a dot as the decimal mark.</summary>
internal static class Points
{
    public const string Format = "0.##";

    public static string Text(decimal points) => points.ToString(Format, CultureInfo.InvariantCulture);

    /// <summary>For JSON, where a decimal keeps its zeros.</summary>
    public static decimal Rounded(decimal points) => decimal.Parse(Text(points), CultureInfo.InvariantCulture);
}
