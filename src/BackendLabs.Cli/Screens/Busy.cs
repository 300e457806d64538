using Spectre.Console;

namespace BackendLabs.Cli.Screens;

/// <summary>Shows on a terminal's standard error what takes longer than half a second: stage and count.</summary>
internal static class Busy
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);

    /// <param name="start">Starts the work; it may say where it is at any time, from any thread.</param>
    public static async Task<T> WhileAsync<T>(Screen screen, TimeProvider time, string what, Func<Action<string>, Task<T>> start)
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
        if (await Task.WhenAny(work, Task.Delay(Patience, time)) != work)
        {
            await screen.ErrorConsole.Status().Spinner(Spinner.Known.Dots).StartAsync(
                Escaped(Volatile.Read(ref latest)),
                async status =>
                {
                    Volatile.Write(ref changed, words => status.Status(Escaped(words)));
                    await Task.WhenAny(work);
                });
        }

        return await work;
    }

    private static string Escaped(string words) => Markup.Escape(Visible.Shortened(words, 70));
}
