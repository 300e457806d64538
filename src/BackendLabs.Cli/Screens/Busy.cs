using Spectre.Console;

namespace BackendLabs.Cli.Screens;

/// <summary>Shows on a terminal's standard error what takes longer than half a second: stage and count.</summary>
internal static class Busy
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);

    /// <summary>Between two lines where standard error is no terminal; with what else takes time, no five seconds pass without one.</summary>
    private static readonly TimeSpan LineEvery = TimeSpan.FromSeconds(4);

    /// <param name="start">Starts the work; it may say where it is at any time, from any thread.</param>
    /// <param name="lines">Whether a log gets lines where there is no terminal.</param>
    /// <param name="early">What there is to show before the work ends: the line goes then. Null where there is nothing.</param>
    public static async Task<T> WhileAsync<T>(Screen screen, TimeProvider time, string what, Func<Action<string>, Task<T>> start, EarlyNews? early = null, bool lines = false)
    {
        var latest = what;
        Action<string>? changed = null;
        var work = start(words =>
        {
            Volatile.Write(ref latest, words);
            Volatile.Read(ref changed)?.Invoke(words);
        });
        if (!screen.Traits.Error)
        {
            if (lines)
                await WriteLinesAsync(screen, time, () => Volatile.Read(ref latest), work);
            return await work;
        }

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

    private static async Task WriteLinesAsync(Screen screen, TimeProvider time, Func<string> latest, Task work)
    {
        var began = time.GetTimestamp();
        while (await Task.WhenAny(work, Task.Delay(LineEvery, time)) != work)
            screen.Note($"{Visible.Shortened(latest(), 70)} ({time.GetElapsedTime(began).TotalSeconds:0} s)");
    }

    private static string Escaped(string words) => Markup.Escape(Visible.Shortened(words, 70));
}

/// <summary>What is to be shown before the work that it comes from has ended.</summary>
/// <param name="Known">Completes when there is something to show.</param>
internal sealed record EarlyNews(Task Known, Action Show);
