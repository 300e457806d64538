using System.Net.Sockets;
using System.Runtime.InteropServices;
using BackendLabs.Store;
using Microsoft.AspNetCore.Connections;

namespace BackendLabs.Web.Hosting;

/// <summary>The one place where a failure to start becomes words and an exit code.</summary>
internal static class Entry
{
    private const int Usage = 2;
    private const int Infrastructure = 3;

    public static async Task<int> RunAsync(Func<CancellationToken, Task> run)
    {
        using var stop = new CancellationTokenSource();
        using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, Cancel);
        using var ended = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Cancel);
        using var hungUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, Cancel);
        OwnersPipe.Watch(stop);
        try
        {
            await run(stop.Token);
            return 0;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return 0;
        }
        catch (SettingException error)
        {
            return Say(error.Message, error.Remedy, Usage);
        }
        catch (StoreUnusableException error)
        {
            return Say(error.Message, error.Remedy, Infrastructure);
        }
        catch (IOException error) when (error.InnerException is AddressInUseException or SocketException)
        {
            return Say(error.Message, "Another program has this port: end it, or choose another with --port.", Infrastructure);
        }
        catch (SocketException error)
        {
            return Say($"This address cannot be listened on: {error.Message}", "Choose another with --listen and --port.", Infrastructure);
        }

        void Cancel(PosixSignalContext context)
        {
            context.Cancel = true;
            stop.Cancel();
        }
    }

    private static int Say(string message, string? remedy, int code)
    {
        Console.Error.WriteLine($"lab: {message}");
        if (remedy is not null)
            Console.Error.WriteLine($"  → {remedy}");
        return code;
    }
}
