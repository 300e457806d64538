using System.Globalization;
using System.Text.RegularExpressions;
using BackendLabs.Labs.Reading;
using BackendLabs.Labs.Yaml;

namespace BackendLabs.Sessions.Policies;

/// <summary>One written moment: <c>2026-12-03 09:00</c> in the session's zone, or with an offset, <c>2026-10-25 03:30 +02:00</c>.</summary>
internal sealed partial record MomentText(string Field, YamlValue Value, string Example, FileLog Log)
{
    private const string Form = "yyyy-MM-dd HH:mm";
    private const string OffsetForm = "yyyy-MM-dd HH:mm zzz";

    // Sums of moments and times are far from the calendar's ends so.
    private const int FirstYear = 2000;
    private const int LastYear = 2999;

    private static readonly string[] Slips =
    [
        "yyyy-M-d H:m", "yyyy-M-d H:m:s", "yyyy-M-d'T'H:m", "yyyy-M-d'T'H:m:s", "yyyy/M/d H:m", "yyyy.M.d H:m",
    ];

    /// <summary>The moment, with the zone's offset; null, with the problem logged, where it is none or not one.</summary>
    public SessionMoment? Read(TimeZoneInfo zone)
    {
        if (Value is not YamlValue.Scalar { Kind: not ScalarKind.Null } scalar) return Refuse($"`{Field}` must be a moment, but {Value.Describe()}.", $"Write, for example, `{Field}: {Example}`.");
        var text = scalar.Text.Trim();
        if (!MomentForm().IsMatch(text)) return Refuse($"`{Field}` must be a moment, written as {Example}, not `{text}`.", $"Write, for example, `{Field}: {Correct(text) ?? Example}`.");
        var hasOffset = text.Length > Form.Length;
        if (!DateTime.TryParseExact(text[..Form.Length], Form, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local))
            return Refuse($"There is no day or time of day `{text[..Form.Length]}`.", "Months have 28 to 31 days, and a day's last minute is 23:59.");
        if (local.Year is < FirstYear or > LastYear) return Refuse($"The year {local.Year} is not meant here.", $"Write a year from {FirstYear} to {LastYear}.");
        if (!hasOffset) return At(zone, local) is { } at ? new SessionMoment(at, Value.Place, text, HasOffset: false) : null;
        if (DateTimeOffset.TryParseExact(text, OffsetForm, CultureInfo.InvariantCulture, DateTimeStyles.None, out var exact))
            return new SessionMoment(TimeZoneInfo.ConvertTime(exact, zone), Value.Place, text, HasOffset: true);
        return Refuse($"There is no offset `{text[(Form.Length + 1)..]}`.", "Offsets go from -14:00 to +14:00.");
    }

    private DateTimeOffset? At(TimeZoneInfo zone, DateTime local)
    {
        if (zone.IsInvalidTime(local)) RefuseSkipped(zone, local);
        else if (zone.IsAmbiguousTime(local)) RefuseRepeated(zone, local);
        else return new DateTimeOffset(local, zone.GetUtcOffset(local));
        return null;
    }

    private void RefuseSkipped(TimeZoneInfo zone, DateTime local)
    {
        var utc = new DateTimeOffset(local, TimeSpan.Zero);
        var exact = new DateTimeOffset(local, zone.GetUtcOffset(utc.AddDays(-1)));
        Refuse(
            $"There is no {Spell(local)} in {zone.Id}: the clocks are put forward and skip it.",
            $"Write `{Field}: {Spell(TimeZoneInfo.ConvertTime(exact, zone).DateTime)}`; or give the offset too, which is always accepted: `{Field}: {Spell(exact)}`.");
    }

    private void RefuseRepeated(TimeZoneInfo zone, DateTime local)
    {
        var offsets = zone.GetAmbiguousTimeOffsets(local).OrderDescending().Select(offset => Spell(new DateTimeOffset(local, offset))).ToList();
        Refuse(
            $"{Spell(local)} comes twice in {zone.Id}: the clocks are put back.",
            $"Give the offset too: `{Field}: {offsets[0]}` is the first of them, `{Field}: {offsets[^1]}` the second.");
    }

    private static string? Correct(string text)
    {
        if (DateTime.TryParseExact(text, Slips, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)) return Spell(local);
        return DateTime.TryParseExact(text, "yyyy-M-d", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? Spell(day.AddHours(9)) : null;
    }

    private static string Spell(DateTime local) => local.ToString(Form, CultureInfo.InvariantCulture);

    private static string Spell(DateTimeOffset exact) => exact.ToString(OffsetForm, CultureInfo.InvariantCulture);

    private SessionMoment? Refuse(string message, string suggestion)
    {
        Log.Add(Value.Place, message, suggestion);
        return null;
    }

    [GeneratedRegex(@"^[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}( [+-][0-9]{2}:[0-9]{2})?\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex MomentForm();
}
