using System.CommandLine;
using BackendLabs.Cli.Screens;
using BackendLabs.Labs.Files;

namespace BackendLabs.Cli.Resident;

/// <summary>The resident grader itself, which commands start; nobody types this.</summary>
internal static class ResidentCommand
{
    public const string Name = "resident";

    /// <summary>The option of commands that makes them do without it.</summary>
    public static Option<bool> AloneOption() => new("--no-resident") { Description = "Run with a grader of this command's own, which ends with it." };

    public static Command Create(CommandContext context) =>
        new LabCommand(Name, "Serve this user's commands with one grader that stays ready.") { Hidden = true }
            .Does((_, cancellationToken) => RunAsync(context, cancellationToken));

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        ResidentCalls.LeaveSession();
        var place = ResidentPlace.Of(context.Paths);
        place.Make();
        using var held = TryTake(place.Lock);
        // Another was quicker, and listens.
        if (held is null)
            return ExitCode.Done;
        await using var server = new ResidentServer(place, context.OpenResidentGrader, ResidentTimes.Usual, context.Time);
        await server.RunAsync(() => SayReady(context.Screen), cancellationToken);
        return ExitCode.Done;
    }

    // After this nobody reads what this process says.
    private static void SayReady(Screen screen)
    {
        screen.Out.WriteLine("ready");
        screen.Out.Flush();
    }

    private static FileStream? TryTake(string path)
    {
        try
        {
            return PrivateFile.Open(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException error) when (error is not (FileNotFoundException or DirectoryNotFoundException or PathTooLongException))
        {
            return null;
        }
    }
}

/// <summary><c>lab stop</c>: ends the resident grader.</summary>
internal static class StopCommand
{
    public static Command Create(CommandContext context) => new LabCommand(
        "stop", "End the grader that stays ready between your commands.",
        ("lab stop", "At once, with all that it started")).Does((_, cancellationToken) => RunAsync(context, cancellationToken));

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        await using var client = await ResidentClient.ConnectAsync(ResidentPlace.Of(context.Paths), cancellationToken);
        if (client is null)
        {
            context.Screen.Render(Ink.Text("No grader of yours stays ready. The next `lab check` starts one."));
            return ExitCode.Done;
        }

        await client.SendAsync(new CommandToResident.Stop(), cancellationToken);
        // Its connection closes when it is about to be gone.
        _ = await client.ReadAsync(cancellationToken);
        context.Screen.Render(Ink.Text("The grader that stayed ready has ended."));
        return ExitCode.Done;
    }
}
