using System.Reflection;
using System.Runtime.InteropServices;

namespace BackendLabs.Contract;

/// <summary>
/// Prefers the system's SQLite library to the bundled one where the system's is newer:
/// distributions mend theirs, the bundled one is of 2021.
/// </summary>
public static class SystemSqlite
{
    /// <summary>The bundled library's version, as <c>sqlite3_libversion_number</c> counts.</summary>
    private const int Bundled = 3_035_005;

    private static readonly string[] Names = ["libsqlite3.so.0", "libsqlite3.dylib", "/usr/lib/libsqlite3.dylib"];

    /// <summary>Must be called before the first connection of the process is opened.</summary>
    /// <param name="provider">The assembly whose imports of <c>e_sqlite3</c> are to be led to the system's library.</param>
    /// <returns>Whether the system's library will be used.</returns>
    public static bool Prefer(Assembly provider)
    {
        var (library, _) = Newer();
        if (library == IntPtr.Zero)
            return false;

        NativeLibrary.SetDllImportResolver(
            provider, (name, _, _) => name == "e_sqlite3" ? library : IntPtr.Zero);
        return true;
    }

    /// <summary>Of the library that our processes use on this machine: <c>3.46.1</c>.</summary>
    public static string Version()
    {
        var (library, number) = Newer();
        if (library != IntPtr.Zero)
            NativeLibrary.Free(library);
        return $"{number / 1_000_000}.{number / 1000 % 1000}.{number % 1000}";
    }

    private static (IntPtr Library, int Version) Newer()
    {
        foreach (var name in Names)
        {
            if (!NativeLibrary.TryLoad(name, out var library))
                continue;
            if (NativeLibrary.TryGetExport(library, "sqlite3_libversion_number", out var address)
                && Marshal.GetDelegateForFunctionPointer<VersionNumber>(address)() is var version && version > Bundled)
                return (library, version);
            NativeLibrary.Free(library);
        }

        return (IntPtr.Zero, Bundled);
    }

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int VersionNumber();
}
