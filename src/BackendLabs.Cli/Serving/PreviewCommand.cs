using System.CommandLine;
using System.Net;
using BackendLabs.Cli.Library;
using BackendLabs.Cli.Screens;

namespace BackendLabs.Cli.Serving;

internal static class PreviewCommand
{
    private const int UsualPort = 5081;

    public static Command Create(CommandContext context)
    {
        var lab = LabNames.Argument(context);
        var port = ServingOptions.Port(UsualPort);
        return new LabCommand(
            "preview", "Watch a lab in the browser while you write it: as a student sees it, and what is wrong with it.",
            ("lab preview caching/cache-aside", "Goes on until stopped"))
        {
            lab, port,
        }.Does((line, cancellationToken) => RunAsync(context, line.GetValue(lab), line.GetValue(port), cancellationToken));
    }

    private static async Task<int> RunAsync(CommandContext context, string? named, int port, CancellationToken cancellationToken)
    {
        var entry = CurrentLab.Of(context, named);
        var listen = new IPEndPoint(IPAddress.Loopback, port);
        await Pages.FreeAsync(listen, TimeSpan.FromSeconds(1), context.Time, $"lab preview {entry.Id} --port {(port == 65535 ? UsualPort : port + 1)}", cancellationToken);
        // A store of its own: an author's tries are nobody's progress.
        var store = Path.Combine(context.Paths.DataFolder, "preview.db");
        var logs = Path.Combine(context.Paths.DataFolder, "log");
        await using var grader = SupervisedProcess.Of(context, SupervisionPlan.GraderOf(context, store, slots: 1, Path.Combine(logs, "preview-grader.log"), isForAuthor: true));
        await using var web = SupervisedProcess.Of(context, SupervisionPlan.Web(context, new WebStart(store, $"{listen}", Preview: entry.Folder), Path.Combine(logs, "preview-web.log")));
        await UpCommand.StartAsync(context, [web, grader], $"http://{listen}", cancellationToken);
        context.Screen.Render(Ink.Text(($"{entry.Id} is at ", Ink.Plain), ($"http://{listen}/preview", Ink.Link), (". Ctrl+C stops it.", Ink.Plain)));
        await Task.Delay(Timeout.InfiniteTimeSpan, context.Time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return ExitCode.Done;
    }
}
