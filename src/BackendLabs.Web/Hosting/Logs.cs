namespace BackendLabs.Web.Hosting;

internal static class Logs
{
    /// <summary>Warnings and worse, a line each, on standard error: standard output has the address alone.</summary>
    public static void AddQuietLogging(this WebApplicationBuilder builder) => builder.Logging
        .ClearProviders()
        .SetMinimumLevel(LogLevel.Warning)
        .AddSimpleConsole(console => console.SingleLine = true)
        .Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
}
