using System.Diagnostics;
using System.Globalization;

namespace BackendLabs.Compiler.Tests;

/// <summary>
/// Prints how long a compile takes:
/// <c>BACKENDLABS_COMPILER=PUBLISHED-FOLDER dotnet test tests/BackendLabs.Compiler.Tests --filter Figures --logger "console;verbosity=detailed"</c>.
/// </summary>
[Explicit("measures, and asserts nothing")]
public sealed class FiguresTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    [Test]
    public async Task Figures()
    {
        var colds = new List<double>();
        for (var i = 0; i < 5; i++)
        {
            var start = Stopwatch.GetTimestamp();
            await using var one = CompilerProcess.Start();
            _ = await one.AskAsync(CompilerProcess.Snippet(WarmUpText.Snippet), Limit);
            colds.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        await using var compiler = CompilerProcess.Start();
        var warm = new List<double>();
        for (var i = 0; i < 60; i++)
        {
            var start = Stopwatch.GetTimestamp();
            _ = await compiler.AskAsync(CompilerProcess.Snippet($"{WarmUpText.Snippet}\nint Number() => {i};"), Limit);
            warm.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        var second = warm[1];
        var late = warm.Skip(10).Order().ToArray();
        TestContext.Out.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"cold first reply {string.Join(", ", colds.Select(ms => $"{ms:F0}"))} ms; second {second:F0} ms; third {warm[2]:F0} ms; warm median {late[late.Length / 2]:F1} ms, 90 % {late[late.Length * 9 / 10]:F1} ms; peak {compiler.PeakBytes / 1048576} MB"));
    }
}
