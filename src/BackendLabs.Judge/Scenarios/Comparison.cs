using System.Globalization;
using BackendLabs.Judge.Snippets;

namespace BackendLabs.Judge.Scenarios;

/// <summary>Runs the same scenario in two worlds that differ in one fault alone.</summary>
/// <param name="reset">Makes the world as it was at the check's beginning, with its processes started anew.</param>
internal sealed class Comparison(JudgeTimeline timeline, Func<Task> reset)
{
    /// <summary>Whether the worlds are being run: between two calls, too, it is the student's time.</summary>
    public bool IsUnderWay { get; private set; }

    /// <exception cref="ExpectationFailedException">A side failed, the fault never landed, or the two do not compare as they should.</exception>
    public async Task RunAsync<T>(Func<Task<T>> scenario, Func<Task<Fault>> under, Func<T, T, Task> then)
    {
        IsUnderWay = true;
        try
        {
            var healthy = await InWorldAsync(1, "all is well", () => Told(scenario, "nothing broken"));
            var broken = await InWorldAsync(2, "the same again, with a fault", () => BrokenAsync(scenario, under));
            timeline.EndWorlds();
            await then(healthy, broken);
        }
        finally
        {
            IsUnderWay = false;
        }
    }

    private async Task<T> InWorldAsync<T>(int number, string what, Func<Task<T>> run)
    {
        // What is given to it stands on the timeline already, at the check's beginning.
        await timeline.SilentlyAsync(reset);
        timeline.BeginWorld(number, $"world {number.ToString(CultureInfo.InvariantCulture)}: {what}");
        return await run();
    }

    // A comparison with a fault that nobody met says nothing, so that is told first.
    private static async Task<T> BrokenAsync<T>(Func<Task<T>> scenario, Func<Task<Fault>> under)
    {
        await using var fault = await under();
        var result = await Told(scenario, fault.Name);
        Expectation.Hold(fault.Landed > 0, fault.NeverLanded);
        return result;
    }

    // What fails is told with the side on which it did.
    private static async Task<T> Told<T>(Func<Task<T>> scenario, string side)
    {
        try
        {
            return await scenario();
        }
        catch (ExpectationFailedException failed)
        {
            throw new ExpectationFailedException($"{failed.Message} (With {side}.)", failed.Expected, failed.Actual, failed.At) { Rule = failed.Rule, Schedule = failed.Schedule, Order = failed.Order };
        }
        catch (SnippetThrewException threw)
        {
            throw new SnippetThrewException(threw.Failure with { Message = $"{threw.Failure.Message} (With {side}.)" });
        }
    }
}
