using Spectre.Console;

namespace BackendLabs.Cli.Screens;

/// <summary>Shows on a terminal's standard error what takes longer than half a second: stage and count.</summary>
internal static class Busy
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);

    /// <param name="start">Starts the work; it may say where it is at any time, from any thread.</param>
    /// <param name="early">What there is to show before the work ends: the line goes then. Null where there is nothing.</param>
    public static async Task<T> WhileAsync<T>(Screen screen, TimeProvider time, string what, Func<Action<string>, Task<T>> start, EarlyNews? early = null)
    {
        var latest = what;
        Action<string>? changed = null;
        var work = start(words =>
        {
            Volatile.Write(ref latest, words);
            Volatile.Read(ref changed)?.Invoke(words);
        });
        if (!screen.Traits.Error)
            return await work;
        Task ended = early is null ? work : Task.WhenAny(work, early.Known);
        if (await Task.WhenAny(ended, Task.Delay(Patience, time)) != ended)
        {
            await screen.ErrorConsole.Status().Spinner(Spinner.Known.Dots).StartAsync(
                Escaped(Volatile.Read(ref latest)),
                async status =>
                {
                    Volatile.Write(ref changed, words => status.Status(Escaped(words)));
                    await Task.WhenAny(ended);
                });
        }

        if (early is { Known.IsCompletedSuccessfully: true } && !work.IsCompleted)
            early.Show();
        return await work;
    }

    private static string Escaped(string words) => Markup.Escape(Visible.Shortened(words, 70));
}

/// <summary>What is to be shown before the work that it comes from has ended.</summary>
/// <param name="Known">Completes when there is something to show.</param>
internal sealed record EarlyNews(Task Known, Action Show);
