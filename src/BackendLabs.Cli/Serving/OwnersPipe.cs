namespace BackendLabs.Cli.Serving;

/// <summary>
/// Ends this program when whoever started it has ended, however that came: they hold the other end of its standard input.
/// A signal at the parent's death (prctl(2)) would follow the thread that started it, and threads come and go.
/// </summary>
internal static class OwnersPipe
{
    /// <summary>Set to 1 by those who start a program so.</summary>
    public const string Variable = "BACKENDLABS_ENDS_WITH_INPUT";

    /// <summary>After so long what does not end by itself is ended.</summary>
    private static readonly TimeSpan EndWithin = TimeSpan.FromSeconds(20);

    /// <param name="end">Asks this program to end.</param>
    public static void Watch(EnvironmentPaths paths, Action end)
    {
        if (paths.Variable(Variable) == "1")
            new Thread(() => Wait(end)) { IsBackground = true, Name = "owner" }.Start();
    }

    private static void Wait(Action end)
    {
        var input = Console.OpenStandardInput();
        while (input.ReadByte() >= 0)
        {
            // Nothing is ever said; what counts is the end.
        }

        try
        {
            end();
        }
        catch (ObjectDisposedException)
        {
            // It has ended by itself.
            return;
        }

        using var never = new ManualResetEventSlim();
        never.Wait(EndWithin);
        Environment.Exit(ExitCode.Terminated);
    }
}
