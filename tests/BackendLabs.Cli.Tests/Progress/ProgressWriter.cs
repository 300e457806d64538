using BackendLabs.Cli.Progress;

namespace BackendLabs.Cli.Tests.Progress;

/// <summary>A process that keeps attempts until it is killed, and says after each how many are kept.</summary>
internal static class ProgressWriter
{
    private const int Most = 100_000;

    public static int Main(string[] arguments)
    {
        using var store = ProgressStore.Open(arguments[0]);
        for (var number = 1; number <= Most; number++)
        {
            store.Add(ProgressBooks.Attempt("a/a", "failed", 0));
            Console.WriteLine(number);
        }

        return 0;
    }
}
