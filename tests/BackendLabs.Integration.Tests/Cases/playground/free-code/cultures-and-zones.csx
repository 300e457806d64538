// expect: passed
// because: real cultures and time zones: $1,234.50, 1.234,50, dotless i, two hours in summer, over 400 zones
object? Run(SqliteConnection db, IDatabase cache) => new
// words: $1,234.50; 1.234,50; over
{
    us = 1234.5m.ToString("C", CultureInfo.GetCultureInfo("en-US")),
    de = 1234.5m.ToString("N2", new CultureInfo("de-DE")),
    tr = "INFO".ToLower(new CultureInfo("tr-TR")),
    berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin").GetUtcOffset(new DateTime(2026, 7, 1, 12, 0, 0, DateTimeKind.Utc)).TotalHours,
    windows = TimeZoneInfo.FindSystemTimeZoneById("GMT Standard Time").Id,
    zones = TimeZoneInfo.GetSystemTimeZones().Count,
};
