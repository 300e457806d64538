using System.Reflection;
using System.Text.RegularExpressions;
using BackendLabs.Testing;

namespace BackendLabs.Faults.Tests;

/// <summary>The table of the README: every fault has a test that exists, or says that it is to be written.</summary>
internal sealed partial class RowsTests
{
    private const int Faults = 26;

    private static readonly string Tests = Path.Combine(PublishedApp.Clone, "tests");

    private static IReadOnlyList<(string Fault, string Made)> Rows { get; } =
    [
        .. File.ReadLines(Path.Combine(Tests, "BackendLabs.Faults.Tests", "README.md"))
            .Where(line => line.StartsWith("| ", StringComparison.Ordinal)).Select(line => line.Trim('|', ' ').Split(" | "))
            .Where(cells => cells is [var first, _, _] && first is not "fault" && !first.StartsWith("---", StringComparison.Ordinal))
            .Select(cells => (cells[0], cells[2])),
    ];

    [Test]
    public void Each_fault_has_a_row_and_each_row_a_test_or_says_what_is_to_be_written()
    {
        Assert.That(Rows.Select(row => row.Fault), Is.Unique.And.Exactly(Faults).Items);
        Assert.That(Rows.Where(row => !Named().IsMatch(row.Made) && !row.Made.StartsWith("To be written", StringComparison.Ordinal)).Select(row => row.Fault), Is.Empty);
    }

    [Test]
    public void Each_test_that_is_named_exists() => Assert.That(
        from row in Rows
        from Match named in Named().Matches(row.Made)
        where !Exists(named.Groups["project"].Value, named.Groups["fixture"].Value, named.Groups["test"].Value)
        select $"{row.Fault}: {named.Value}",
        Is.Empty);

    private static bool Exists(string project, string fixture, string test) => project.Length == 0
        ? typeof(RowsTests).Assembly.GetTypes().Any(type => type.Name == fixture && type.GetMethod(test)?.GetCustomAttributes<NUnitAttribute>().Any() == true)
        : Directory.EnumerateFiles(Path.Combine(Tests, $"BackendLabs.{project}.Tests"), "*.cs", SearchOption.AllDirectories)
            .Select(File.ReadAllText)
            .Any(text => text.Contains($"class {fixture}", StringComparison.Ordinal) && text.Contains($" {test}(", StringComparison.Ordinal));

    [GeneratedRegex(@"`(?:(?<project>\w+)/)?(?<fixture>\w+)\.(?<test>\w+)`", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Named();
}
