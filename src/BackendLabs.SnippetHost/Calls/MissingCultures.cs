using System.Globalization;

namespace BackendLabs.SnippetHost.Calls;

/// <summary>Words for a culture or a time zone that the code asked for on a machine that has none.</summary>
internal static class MissingCultures
{
    private const string Switch = "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT";

    /// <returns>Null where the error is another one, or this machine has what .NET needs.</returns>
    public static string? Explain(Exception error) =>
        Explain(error, hasIcu: Environment.GetEnvironmentVariable(Switch) != "1", hasZones: error is not TimeZoneNotFoundException || HasZones());

    internal static string? Explain(Exception error, bool hasIcu, bool hasZones) => error switch
    {
        CultureNotFoundException { InvalidCultureName: var name } when !hasIcu =>
            $"The culture {name} is not here, because the machine that runs your code has no ICU: `lab doctor` there says how to install it. Your code is not to blame.",
        TimeZoneNotFoundException when !hasZones =>
            $"{error.Message.TrimEnd('.')}. The machine that runs your code has no time zones: `lab doctor` there says how to install them. Your code is not to blame.",
        TimeZoneNotFoundException when !hasIcu =>
            $"{error.Message.TrimEnd('.')}. Names of Windows need ICU, which the machine that runs your code does not have; write the zone as Area/City, like Europe/London.",
        _ => null,
    };

    // UTC and the machine's own are always there.
    private static bool HasZones() => TimeZoneInfo.GetSystemTimeZones().Count > 2;
}
