namespace BackendLabs.Cli.Screens;

/// <summary>Asks a person; a pipe is never asked.</summary>
internal static class Question
{
    /// <param name="otherwise">The answer where nobody is there to ask.</param>
    public static bool Confirm(Screen screen, string question, bool otherwise)
    {
        if (!screen.Traits.Input || !screen.Traits.Error)
            return otherwise;
        screen.Error.Write($"{Visible.Line(question)} [y/N] ");
        return screen.Input.ReadLine()?.Trim().ToLowerInvariant() is "y" or "yes";
    }
}
