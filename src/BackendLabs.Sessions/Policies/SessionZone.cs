using System.Text.RegularExpressions;
using BackendLabs.Labs.Reading;
using BackendLabs.Labs.Yaml;

namespace BackendLabs.Sessions.Policies;

/// <summary>The time zone of a session's file, and the moments that are written in it.</summary>
/// <param name="info">UTC in place of a zone that is not known.</param>
internal sealed partial class SessionZone(TimeZoneInfo info, bool isKnown)
{
    private const string Example = "Europe/Helsinki";

    // The nearest name is searched in a table as wide as the text.
    private const int LongestId = 64;

    public string Id => info.Id;

    public bool IsKnown => isKnown;

    public static SessionZone Read(YamlFields fields)
    {
        if (fields.RequireText("zone", Example) is not { } id) return new SessionZone(TimeZoneInfo.Utc, isKnown: false);
        if (IdForm().IsMatch(id) && TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone)) return new SessionZone(zone, isKnown: true);
        fields.Log.Add(fields.Find("zone")!.Place, $"There is no time zone `{id}`.", Suggest(id));
        return new SessionZone(TimeZoneInfo.Utc, isKnown: false);
    }

    /// <summary>The moment in a field; null, with the problem logged, where there is none.</summary>
    public SessionMoment? Require(YamlFields fields, string name, string example) =>
        fields.Require(name, example) is { } value ? new MomentText(name, value, example, fields.Log).Read(info) : null;

    /// <summary>Two moments of a zone that is not known are compared only where their clocks are the same.</summary>
    public bool CanCompare(SessionMoment one, SessionMoment other) => isKnown || one.HasOffset == other.HasOffset;

    private static string Suggest(string id)
    {
        if (id.Length > LongestId) return $"Write an IANA name, for example `zone: {Example}`.";
        var ids = TimeZoneInfo.GetSystemTimeZones().Select(zone => zone.Id).ToList();
        if (ids.Count < 2) return "This machine has no time zones: install them (on Debian and Ubuntu the package tzdata).";
        // A city alone is what people write first.
        var city = "/" + id.Trim().Replace(' ', '_');
        var near = ids.Find(one => one.EndsWith(city, StringComparison.OrdinalIgnoreCase)) ?? NearestName.Of(id, ids);
        return near is null ? $"Write an IANA name, for example `zone: {Example}`." : $"Did you mean `{near}`?";
    }

    // IANA's names begin with a capital. What does not is another file of the same folder: localtime, posix/, right/.
    [GeneratedRegex(@"^[A-Z][A-Za-z0-9_+-]*(/[A-Za-z0-9_+-]+)*\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex IdForm();
}

/// <param name="At">With the offset of the session's zone.</param>
/// <param name="Written">As the file has it.</param>
/// <param name="HasOffset">Whether it was written with an offset.</param>
internal sealed record SessionMoment(DateTimeOffset At, Place Place, string Written, bool HasOffset);
