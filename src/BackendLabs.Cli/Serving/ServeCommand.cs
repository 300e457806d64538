using System.CommandLine;
using System.Diagnostics;
using System.Net;
using BackendLabs.Cli.Machine;

namespace BackendLabs.Cli.Serving;

internal static class ServeCommand
{
    public static Command Create(CommandContext context)
    {
        var port = ServingOptions.Port(ServingOptions.UsualPort);
        var listen = new Option<string>("--listen") { Description = "The address of this machine to listen on; 127.0.0.1, which only this machine reaches, unless told.", HelpName = "ADDRESS", DefaultValueFactory = _ => "127.0.0.1" };
        var cohort = ServingOptions.Cohort();
        var store = ServingOptions.Store();
        return new LabCommand(
            "serve", "Serve the web pages alone; `lab grader` runs what they accept.",
            ("lab serve --port 8080", "For this machine"),
            ("lab serve --cohort class.yaml", "For a class; `lab cohort links` has everybody's link"),
            ("lab serve --listen 0.0.0.0 --store 'Host=db;Database=labs;Username=labs'", "One of many nodes, behind a proxy with TLS"))
        {
            port, listen, cohort, store,
        }.Does((line, cancellationToken) => RunAsync(
            context, Endpoint(line.GetValue(listen)!, line.GetValue(port)), line.GetValue(cohort), line.GetValue(store) ?? context.Paths.StoreAddress, cancellationToken));
    }

    private static async Task<int> RunAsync(CommandContext context, IPEndPoint listen, string? cohort, string store, CancellationToken cancellationToken)
    {
        var classFile = cohort is null ? null : ServingOptions.Read(context, cohort).Path;
        await Pages.FreeAsync(listen, TimeSpan.Zero, context.Time, $"lab serve --port {(listen.Port == 65535 ? 5080 : listen.Port + 1)}", cancellationToken);
        if (!IPAddress.IsLoopback(listen.Address))
            await WarnAsync(context, listen, cancellationToken);
        var start = new ProcessStartInfo(DotnetHost.Path, [SupervisionPlan.WebAssembly(context)]) { RedirectStandardInput = true, UseShellExecute = false };
        foreach (var (name, value) in new WebStart(store, $"{listen}", classFile).Variables(context))
            start.Environment[name] = value;
        start.Environment[OwnersPipe.Variable] = "1";
        using var web = Tool.Start(start);
        await using var stop = cancellationToken.Register(() => Signal.Terminate(web));
        await web.WaitForExitAsync(CancellationToken.None);
        // It has said by itself why it ended; another ending than by a signal of ours is a failure.
        return cancellationToken.IsCancellationRequested ? ExitCode.Done : web.ExitCode is 0 ? ExitCode.Done : web.ExitCode is ExitCode.Usage ? ExitCode.Usage : ExitCode.Infrastructure;
    }

    private static IPEndPoint Endpoint(string address, int port) => address switch
    {
        "localhost" => new IPEndPoint(IPAddress.Loopback, port),
        _ when IPAddress.TryParse(address, out var parsed) => new IPEndPoint(parsed, port),
        _ => throw new UsageException($"'{address}' is no address.", "Give one of this machine's, as 127.0.0.1 or ::1; 0.0.0.0 means all of them."),
    };

    private static async Task WarnAsync(CommandContext context, IPEndPoint listen, CancellationToken cancellationToken)
    {
        context.Screen.Note($"! OTHERS CAN REACH THIS: {listen} is not only this machine.");
        context.Screen.Note("! There is no TLS here: who is on the network between reads links, codes and answers, and can act as anybody. Put a proxy with TLS before it.");
        await using var runner = context.OpenGrader();
        var missing = (await runner.InspectLayersAsync(cancellationToken)).Where(layer => layer.State != "active").Select(layer => layer.Name).ToList();
        if (missing.Count > 0)
            context.Screen.Note($"! The sandbox on this machine lacks {string.Join(", ", missing)}: run no grader here for people you do not trust. `lab doctor` says how to get them.");
    }
}
