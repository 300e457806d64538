namespace BackendLabs.Web.Hosting;

/// <summary>
/// Ends this node when whoever started it has ended, however that came: <c>lab up</c> and <c>lab serve</c> hold the other
/// end of its standard input, and say so by a variable.
/// </summary>
internal static class OwnersPipe
{
    public const string Variable = "BACKENDLABS_ENDS_WITH_INPUT";

    public static void Watch(CancellationTokenSource stop)
    {
        if (Environment.GetEnvironmentVariable(Variable) == "1")
            new Thread(() => Wait(stop)) { IsBackground = true, Name = "owner" }.Start();
    }

    private static void Wait(CancellationTokenSource stop)
    {
        var input = Console.OpenStandardInput();
        while (input.ReadByte() >= 0)
        {
            // Nothing is ever said; what counts is the end.
        }

        try
        {
            stop.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It is ending already.
        }
    }
}
