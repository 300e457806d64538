using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json;
using BackendLabs.Web.Hosting;

namespace BackendLabs.Web.Preview;

/// <summary>Runs the <c>lab</c> command beside this node, so that whatever a lab's author breaks, the pages stay.</summary>
internal sealed class LabCommand(WebSettings settings)
{
    private const int Term = 15;
    private const int NotPassed = 1;
    private static readonly TimeSpan EndWithin = TimeSpan.FromSeconds(5);

    /// <summary>Runs a command that prints one JSON object; cancelling ends it with all that it started.</summary>
    public async Task<PreviewPart> RunAsync(IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        try
        {
            using var process = Process.Start(StartOf(arguments))!;
            var output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
            var error = process.StandardError.ReadToEndAsync(CancellationToken.None);
            try
            {
                await process.WaitForExitAsync(cancellationToken);
            }
            catch (OperationCanceledException)
            {
                await EndAsync(process);
                throw;
            }

            return process.ExitCode is 0 or NotPassed
                ? new PreviewPart("done", JsonSerializer.Deserialize<JsonElement>(await output))
                : new PreviewPart("failed", Words: (await error).Trim());
        }
        catch (Exception error) when (error is Win32Exception or JsonException)
        {
            return new PreviewPart("failed", Words: error.Message);
        }
    }

    private ProcessStartInfo StartOf(IEnumerable<string> arguments)
    {
        var dotnet = Environment.ProcessPath is { } own && Path.GetFileNameWithoutExtension(own) == "dotnet" ? own : "dotnet";
        var start = new ProcessStartInfo(dotnet, [Path.Combine(settings.AppFolder, "cli", "lab.dll"), .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.Environment["BACKENDLABS_APP"] = settings.AppFolder;
        // It must not go on when this node is gone.
        start.Environment[OwnersPipe.Variable] = "1";
        return start;
    }

    private static async Task EndAsync(Process process)
    {
        _ = Kill(process.Id, Term);
        using var limit = new CancellationTokenSource(EndWithin);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
        }
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int pid, int signal);
}
