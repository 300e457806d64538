using System.Runtime.CompilerServices;
using System.Transactions;

namespace BackendLabs.SnippetHost.Services.Sqlite;

/// <summary>Whether the code is within a TransactionScope, which the database's client takes no part in.</summary>
internal static class AmbientTransaction
{
    private const string Library = "System.Transactions.Local";

    private static volatile bool _isLoaded;

    /// <summary>On this thread.</summary>
    public static bool IsOpen => _isLoaded && HasCurrent();

    /// <summary>Must be called before the code runs. Its library is not loaded to be asked: few snippets ever do.</summary>
    public static void Watch()
    {
        AppDomain.CurrentDomain.AssemblyLoad += (_, loaded) => _isLoaded |= loaded.LoadedAssembly.GetName().Name == Library;
        _isLoaded |= AppDomain.CurrentDomain.GetAssemblies().Any(one => one.GetName().Name == Library);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool HasCurrent() => Transaction.Current is not null;
}
