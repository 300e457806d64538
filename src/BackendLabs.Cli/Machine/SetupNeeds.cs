using BackendLabs.Contract.Services;
using BackendLabs.Grader;

namespace BackendLabs.Cli.Machine;

/// <summary>One thing of the machine that labs want.</summary>
/// <param name="Program">What is looked for on the PATH.</param>
/// <param name="Package">Debian's and Ubuntu's.</param>
/// <param name="For">What it is wanted for.</param>
/// <param name="Elsewhere">How to get it without apt-get.</param>
internal sealed record SetupNeed(string Name, string Program, string Package, string For, string Elsewhere)
{
    /// <summary>Looks for what is no program; null for one.</summary>
    public Func<bool>? IsThere { get; init; }

    /// <summary>The kind of service that makes it unnecessary by answering; null where none does.</summary>
    public string? UnlessAnswering { get; init; }

    /// <summary>The systemd unit that the package would start at boot, and that no lab uses; null without one.</summary>
    public string? UnusedUnit { get; init; }

    public bool IsMissing => !(IsThere?.Invoke() ?? Tool.Find(Program) is not null);
}

/// <summary>What is missing here.</summary>
internal static class SetupNeeds
{
    public static IReadOnlyList<SetupNeed> All { get; } =
    [
        new("bubblewrap", "bwrap", "bubblewrap", "the sandbox around your code", "install bubblewrap with your system's package manager (Linux only)"),
        // The package is named after ICU's version, another one in each release: apt-get takes a pattern.
        new("ICU", "libicu", "^libicu[0-9]+$", "cultures in your code", "install ICU (libicu) with your system's package manager") { IsThere = () => LabGrader.HasIcu },
        new("tzdata", "tzdata", "tzdata", "time zones in your code", "install tzdata with your system's package manager") { IsThere = () => LabGrader.HasZones },
        .. ServiceKinds.All.SelectMany(home => home.Needs.Select(need => Of(home, need))),
    ];

    /// <param name="answering">Kinds of service that can be reached, from another machine perhaps.</param>
    public static IReadOnlyList<SetupNeed> Missing(IReadOnlyCollection<string> answering) =>
        [.. All.Where(need => need.IsMissing && !(need.UnlessAnswering is { } kind && answering.Contains(kind)))];

    /// <summary>One line that says how to get it.</summary>
    public static string Line(SetupNeed need) =>
        $"{need.Name} is missing ({need.For}): {(Tool.Find("apt-get") is null ? need.Elsewhere : $"sudo apt-get install {Quoted(need.Package)}")}";

    private static SetupNeed Of(ServiceHome home, MachineNeed need) => new(need.Name, need.Program, need.Package, need.For, need.Elsewhere)
    {
        IsThere = () => need.FindProgram() is not null,
        UnlessAnswering = need.IsOnlyToAnswer ? home.Kind : null,
        UnusedUnit = need.UnusedUnit,
    };

    /// <summary>As a shell wants it.</summary>
    public static string Quoted(string package) => package.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '.') ? package : $"'{package}'";
}
