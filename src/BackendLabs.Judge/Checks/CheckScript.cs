using System.Runtime.CompilerServices;
using BackendLabs.Contract;
using BackendLabs.Judge.Scenarios;
using BackendLabs.Judge.Snippets;
using NUnit.Framework.Constraints;

namespace BackendLabs.Judge;

/// <summary>
/// What a lab's <c>checks.csx</c> sees: it says what is given, declares checks, and looks at the world from outside.
/// Each check runs in an instance of its own, in a fresh world.
/// </summary>
public sealed partial class CheckScript
{
    private readonly CheckTools? _tools;

    internal CheckScript(CheckTools? tools) => _tools = tools;

    internal List<DeclaredCheck> Declared { get; } = [];

    internal List<Func<Seed, Task>> Arrangements { get; } = [];

    /// <summary>The world's time, which can be moved on.</summary>
    public JudgeClock Clock => Tools.Clock;

    /// <summary>The student's code, in its own process.</summary>
    public SnippetCalls Snippet => Tools.Snippet;

    /// <summary>What went through the gates so far in this check, and what the snippet's process reported.</summary>
    public JudgeTimeline Timeline => Tools.Timeline;

    private CheckTools Tools => _tools ?? throw new CheckScriptException(
        "A service was used outside Given and Check: there is no world yet while checks are declared.");

    /// <summary>Puts rows, keys or values into each check's fresh world. The same seed gives the same.</summary>
    public void Given(Action<Seed> arrange) => Given(seed =>
    {
        arrange(seed);
        return Task.CompletedTask;
    });

    /// <inheritdoc cref="Given(Action{Seed})"/>
    public void Given(Func<Seed, Task> arrange) => Arrangements.Add(arrange);

    /// <summary>Declares a check.</summary>
    /// <param name="id">Lower-case words with dashes; unique in the lab and never reused for something else.</param>
    /// <param name="points">At least 1.</param>
    /// <param name="title">What the student reads: an observable expectation.</param>
    /// <param name="body">Fails by <see cref="Expect{T}"/>; anything else it throws is the check's own fault.</param>
    public void Check(string id, int points, string title, Func<Task> body, [CallerLineNumber] int line = 0) =>
        Check(id, points, title, [], body, line);

    /// <inheritdoc cref="Check(string, int, string, Func{Task}, int)"/>
    public void Check(string id, int points, string title, Action body, [CallerLineNumber] int line = 0) =>
        Check(id, points, title, [], Synchronous(body), line);

    /// <inheritdoc cref="Check(string, int, string, string[], Func{Task}, int)"/>
    public void Check(string id, int points, string title, string needs, Func<Task> body, [CallerLineNumber] int line = 0) =>
        Check(id, points, title, [needs], body, line);

    /// <inheritdoc cref="Check(string, int, string, Func{Task}, int)"/>
    /// <param name="needs">Ids of checks declared before; where one of them did not pass, this one is not run.</param>
    public void Check(string id, int points, string title, string[] needs, Func<Task> body, [CallerLineNumber] int line = 0) =>
        Declared.Add(new DeclaredCheck(id, points, title, needs, body, line));

    /// <summary>Fails the check where <paramref name="actual"/> is not as it should be.</summary>
    /// <param name="expectation">One of NUnit's constraints: <c>Is.EqualTo(3)</c>, <c>Has.Count.EqualTo(2)</c>.</param>
    /// <param name="message">What that means, in a sentence for the student.</param>
    /// <param name="at">One of the timeline's events: where it went wrong. An arrow shows it to the student.</param>
    /// <param name="rule">The id of the lab's rule that is broken then, for a check that holds several. The student reads its sentence.</param>
    public void Expect<T>(T actual, IResolveConstraint expectation, string message, TimelineEvent? at = null, string? rule = null) =>
        Expectation.Hold(actual, expectation, message, at, Known(rule));

    /// <summary>Fails the check where <paramref name="condition"/> is false.</summary>
    /// <inheritdoc cref="Expect{T}"/>
    public void Expect(bool condition, string message, TimelineEvent? at = null, string? rule = null) => Expectation.Hold(condition, message, at, Known(rule));

    /// <summary>Fails the check.</summary>
    /// <inheritdoc cref="Expect{T}"/>
    public void Fail(string message, TimelineEvent? at = null, string? rule = null) => Expectation.Hold(condition: false, message, at, Known(rule));

    /// <summary>
    /// Runs clients at once, in every order in which their operations can reach Redis (24 at most; those that differ only in operations on other keys, or in reads, count as one), each time in a
    /// world as it was at the check's beginning and with processes started anew. The first order in which
    /// <paramref name="holds"/> fails is shown to the student in columns.
    /// </summary>
    /// <param name="before">What this check puts into each fresh world beside Given.</param>
    /// <param name="holds">Expects what must be so afterwards, whichever order it was.</param>
    /// <param name="parts">What each client does: <c>client => client.CallAsync("Buy", 1)</c>.</param>
    public Task InterleaveAsync(Func<Task> before, Func<Task> holds, params Func<SnippetCalls, Task>[] parts) =>
        Tools.Interleaving(this).RunAsync(before, holds, parts);

    /// <inheritdoc cref="InterleaveAsync(Func{Task}, Func{Task}, Func{SnippetCalls, Task}[])"/>
    public Task InterleaveAsync(Func<Task> before, Action holds, params Func<SnippetCalls, Task>[] parts) =>
        InterleaveAsync(before, Synchronous(holds), parts);

    /// <inheritdoc cref="InterleaveAsync(Func{Task}, Func{Task}, Func{SnippetCalls, Task}[])"/>
    public Task InterleaveAsync(Func<Task> holds, params Func<SnippetCalls, Task>[] parts) =>
        InterleaveAsync(() => Task.CompletedTask, holds, parts);

    private static Func<Task> Synchronous(Action body) => () =>
    {
        body();
        return Task.CompletedTask;
    };

    // Found by the first answer that comes so far, right or wrong, and not by the first that breaks the rule.
    private string? Known(string? rule)
    {
        if (rule is null || _tools?.Rules is not { } rules || rules.Contains(rule))
            return rule;
        throw new CheckScriptException(rules.Count == 0
            ? $"It names the rule \"{rule}\", but lab.yaml has no rule with this check."
            : $"It names the rule \"{rule}\". Those with this check in lab.yaml are: {string.Join(", ", rules)}.");
    }
}

/// <summary>The judge's tools for one check's world.</summary>
/// <param name="Services">One for each of the lab's services.</param>
internal sealed record CheckTools(
    SnippetCalls Snippet, JudgeTimeline Timeline, IReadOnlyList<object> Services, JudgeClock Clock, Func<CheckScript, Interleaving> Interleaving, Func<CheckScript, Comparison> Comparison)
{
    /// <summary>The ids of the lab's rules that the check holds; null where the lab states none at all.</summary>
    public IReadOnlyList<string>? Rules { get; init; }

    /// <param name="what">How a check's author calls the service.</param>
    /// <param name="yaml">What <c>lab.yaml</c> would have to say.</param>
    /// <exception cref="CheckScriptException">The lab has no such service.</exception>
    public T Of<T>(string what, string yaml) =>
        Services.OfType<T>().FirstOrDefault() ?? throw new CheckScriptException($"This lab has no {what}. Name it in lab.yaml: services: {{ {yaml} }}.");
}

internal sealed record DeclaredCheck(
    string Id, int Points, string Title, IReadOnlyList<string> Needs, Func<Task> Body, int Line);
