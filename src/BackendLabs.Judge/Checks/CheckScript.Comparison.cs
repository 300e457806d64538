namespace BackendLabs.Judge;

/// <content>Two-world runs: the same scenario with a fault and without.</content>
public sealed partial class CheckScript
{
    /// <summary>
    /// Runs the scenario in a fresh world, then in another fresh one with a fault, and hands both results to the
    /// comparison: an answer that takes no notice of the world fails on one of the two sides. Each world has the seed's
    /// rows, keys and time, and processes started anew. The fault begins before the scenario and is lifted after it; where
    /// nothing meets it, the check fails. What fails inside the scenario is told with the side on which it did.
    /// </summary>
    /// <param name="scenario">What is done in each world: <c>() => Snippet.CallAsync&lt;int>("Price", 7)</c>.</param>
    /// <param name="under">What is broken in the second: <c>() => Cache.StopAsync()</c>.</param>
    /// <param name="then">Expects something of both results, the healthy world's first. The second world is still there, without its fault.</param>
    public Task CompareAsync<T>(Func<Task<T>> scenario, Func<Task<Fault>> under, Func<T, T, Task> then) =>
        Tools.Comparison(this).RunAsync(scenario, under, then);

    /// <inheritdoc cref="CompareAsync{T}(Func{Task{T}}, Func{Task{Fault}}, Func{T, T, Task})"/>
    public Task CompareAsync<T>(Func<Task<T>> scenario, Func<Task<Fault>> under, Action<T, T> then) =>
        CompareAsync(scenario, under, Synchronous(then));

    /// <inheritdoc cref="CompareAsync{T}(Func{Task{T}}, Func{Task{Fault}}, Func{T, T, Task})"/>
    public Task CompareAsync<T>(Func<Task<T>> scenario, Func<Fault> under, Func<T, T, Task> then) =>
        CompareAsync(scenario, () => Task.FromResult(under()), then);

    /// <inheritdoc cref="CompareAsync{T}(Func{Task{T}}, Func{Task{Fault}}, Func{T, T, Task})"/>
    public Task CompareAsync<T>(Func<Task<T>> scenario, Func<Fault> under, Action<T, T> then) =>
        CompareAsync(scenario, () => Task.FromResult(under()), Synchronous(then));

    private static Func<T, T, Task> Synchronous<T>(Action<T, T> then) => (healthy, broken) =>
    {
        then(healthy, broken);
        return Task.CompletedTask;
    };
}
