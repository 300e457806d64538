using System.Runtime.CompilerServices;

namespace BackendLabs.Peer;

internal static class Setup
{
    [ModuleInitializer]
    internal static void UseBundledSqlite() => SQLitePCL.Batteries_V2.Init();
}
