using FsCheck;
using FsCheck.Fluent;

namespace BackendLabs.Faults.Tests.Life;

/// <summary>Something that happens to submissions. Numbers pick among what there is when the step is made.</summary>
internal abstract record Step
{
    private Step() { }

    /// <param name="Key">Of few, so that many posts use one again; null for none.</param>
    public sealed record Accept(int Person, int? Key, int Text) : Step;

    public sealed record Claim(int Grader) : Step;

    /// <summary>Of the grader's latest claim, as <see cref="Return"/>, <see cref="Retry"/> and <see cref="End"/> are.</summary>
    public sealed record Renew(int Grader) : Step;

    public sealed record Return(int Grader) : Step;

    public sealed record Retry(int Grader) : Step;

    public sealed record End(int Grader) : Step;

    /// <summary>By any claim that there ever was: most of them have lapsed, or were used before.</summary>
    public sealed record EndLate(int Number) : Step;

    /// <summary>A third of a lease goes by.</summary>
    public sealed record Wait : Step;

    /// <summary>Every lease lapses.</summary>
    public sealed record Lapse : Step;

    public sealed record Cancel(int Attempt) : Step;

    /// <summary>The process that has the store ends, and another opens it.</summary>
    public sealed record Crash : Step;

    public sealed record Erase(int Person) : Step;
}

/// <summary>What happens, in order. It prints as one step a line.</summary>
internal sealed record History(IReadOnlyList<Step> Steps)
{
    private const int Longest = 40;
    private const int People = 3;
    private const int Graders = 3;
    private const int Keys = 3;
    private const int Texts = 2;

    /// <summary>Histories, and from each the shorter ones that may break in the same way.</summary>
    public static Arbitrary<History> Any => Arb.From(
        Gen.Choose(1, Longest).SelectMany(length => Gen.ListOf(AnyStep, length)).Select(steps => new History([.. steps])),
        history => history.Shorter());

    private static Gen<Step> AnyStep => Gen.Frequency(
        (6, Gen.Choose(0, People - 1).SelectMany(person => Gen.Choose(0, Texts - 1), (person, text) => (Step)new Step.Accept(person, null, text))),
        (6, Gen.Choose(0, People - 1).SelectMany(person => Gen.Choose(0, Keys * Texts - 1), (person, both) => (Step)new Step.Accept(person, both / Texts, both % Texts))),
        (12, OfGrader(grader => new Step.Claim(grader))),
        (3, OfGrader(grader => new Step.Renew(grader))),
        (2, OfGrader(grader => new Step.Return(grader))),
        (2, OfGrader(grader => new Step.Retry(grader))),
        (6, OfGrader(grader => new Step.End(grader))),
        (4, Gen.Choose(0, Longest).Select(number => (Step)new Step.EndLate(number))),
        (3, Gen.Constant<Step>(new Step.Wait())),
        (4, Gen.Constant<Step>(new Step.Lapse())),
        (3, Gen.Choose(0, Longest).Select(attempt => (Step)new Step.Cancel(attempt))),
        (2, Gen.Constant<Step>(new Step.Crash())),
        (1, Gen.Choose(0, People - 1).Select(person => (Step)new Step.Erase(person))));

    private static Gen<Step> OfGrader(Func<int, Step> step) => Gen.Choose(0, Graders - 1).Select(step);

    // Without a half, a quarter, and so on to a single step, wherever it is.
    private IEnumerable<History> Shorter()
    {
        for (var left = Steps.Count / 2; left > 0; left /= 2)
        {
            for (var from = 0; from + left <= Steps.Count; from += left)
                yield return new History([.. Steps.Take(from), .. Steps.Skip(from + left)]);
        }
    }

    public override string ToString() => string.Concat(Steps.Select(step => $"\n  {step}"));
}
