// 75 Patches NUnit, the host and the runtime by reflection, hooks and the environment.
// expected: failed|runtime_error
// arena: plain
// never: loaded 
using System.Reflection;
using System.Runtime.Loader;
using System.Globalization;
int Twice(int number)
{
    AssemblyLoadContext.Default.Resolving += (_, name) => throw new Exception("resolved " + name);
    AppDomain.CurrentDomain.AssemblyResolve += (_, name) => throw new Exception("resolved " + name);
    AppDomain.CurrentDomain.FirstChanceException += (_, _) => { };
    foreach (var variable in new[] { "DOTNET_STARTUP_HOOKS", "DOTNET_GCHeapHardLimit", "CORECLR_PROFILER", "LD_PRELOAD", "DOTNET_EnableDiagnostics" })
        Environment.SetEnvironmentVariable(variable, "/tmp/evil.so");
    AppContext.SetSwitch("System.Runtime.Serialization.EnableUnsafeBinaryFormatterSerialization", true);
    var odd = (CultureInfo)CultureInfo.InvariantCulture.Clone();
    odd.NumberFormat.NegativeSign = "4";
    odd.NumberFormat.NativeDigits = ["9", "8", "7", "6", "5", "4", "3", "2", "1", "0"];
    CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = odd;
    Console.SetOut(System.IO.TextWriter.Null);
    ThreadPool.SetMinThreads(1, 1);
    ThreadPool.SetMaxThreads(1, 1);
    foreach (var assembly in new[] { "nunit.framework", "BackendLabs.Judge", "BackendLabs.Grader" })
    {
        try { Assembly.Load(assembly); Console.Error.WriteLine("loaded " + assembly); } catch (Exception) { }
    }
    return 0;
}
