using System.CommandLine;
using System.Globalization;

namespace BackendLabs.Cli;

/// <summary>Options that take a whole number, and say so in words where it is none.</summary>
internal static class WholeNumber
{
    /// <param name="remedy">A sentence that helps whoever gave something else.</param>
    public static Option<long?> Option(string name, string description, string remedy) => new(name)
    {
        Description = description,
        HelpName = "N",
        CustomParser = result =>
        {
            if (result.Tokens is not [{ Value: var text }])
                return null;
            if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
                return number;
            result.AddError($"{name} takes a whole number such as 42, not '{text}'. {remedy}");
            return null;
        },
    };
}
