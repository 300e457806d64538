using System.CommandLine;

namespace BackendLabs.Cli;

/// <summary><c>--format pretty|json</c>, as several commands have it.</summary>
internal static class OutputFormat
{
    public static Option<string> Option()
    {
        var option = new Option<string>("--format") { Description = "pretty for people, json for programs.", HelpName = "FORM", DefaultValueFactory = _ => "pretty" };
        option.AcceptOnlyFromAmong("pretty", "json");
        return option;
    }

    public static bool IsJson(ParseResult line, Option<string> option) => line.GetValue(option) == "json";
}
