using System.Globalization;
using NUnit.Framework.Interfaces;

[assembly: TestLog]

/// <summary>
/// Writes when each test begins and ends, where BACKENDLABS_TEST_LOG names a folder: a library that is ended because it took
/// too long gives no results, and this says which of its tests were under way, and how long each of the others took.
/// </summary>
[AttributeUsage(AttributeTargets.Assembly)]
internal sealed class TestLogAttribute : Attribute, ITestAction
{
    private static readonly Lock Writing = new();
    private static readonly string? Path = Environment.GetEnvironmentVariable("BACKENDLABS_TEST_LOG") is { Length: > 0 } folder
        ? System.IO.Path.Combine(folder, typeof(TestLogAttribute).Assembly.GetName().Name + ".log")
        : null;

    public ActionTargets Targets => ActionTargets.Test;

    public void BeforeTest(ITest test) => Write("begin", test);

    public void AfterTest(ITest test) => Write("end", test);

    private static void Write(string what, ITest test)
    {
        if (Path is null)
            return;
        var at = (TimeProvider.System.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalSeconds;
        lock (Writing)
            File.AppendAllText(Path, string.Create(CultureInfo.InvariantCulture, $"{at:0.0}\t{what}\t{test.Id}\t{test.FullName.ReplaceLineEndings(" ")}\n"));
    }
}
