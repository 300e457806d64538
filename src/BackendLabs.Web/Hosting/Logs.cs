namespace BackendLabs.Web.Hosting;

internal static class Logs
{
    /// <summary>Warnings and worse, a line each, on standard error: standard output has the address alone.</summary>
    public static void AddQuietLogging(this WebApplicationBuilder builder) => builder.Logging
        .ClearProviders()
        .SetMinimumLevel(LogLevel.Warning)
        .AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error) // the keys lie in the store as what they protect does
        .AddFilter("Microsoft.AspNetCore.Antiforgery", LogLevel.Critical) // a token that is none is a visitor's matter, and was answered
        .AddSimpleConsole(console => console.SingleLine = true)
        .Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
}
