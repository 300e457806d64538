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
        var library = Newer();
        if (library == IntPtr.Zero)
            return false;

        NativeLibrary.SetDllImportResolver(
            provider, (name, _, _) => name == "e_sqlite3" ? library : IntPtr.Zero);
        return true;
    }

    private static IntPtr Newer()
    {
        foreach (var name in Names)
        {
            if (!NativeLibrary.TryLoad(name, out var library))
                continue;
            if (NativeLibrary.TryGetExport(library, "sqlite3_libversion_number", out var address)
                && Marshal.GetDelegateForFunctionPointer<VersionNumber>(address)() > Bundled)
                return library;
            NativeLibrary.Free(library);
        }

        return IntPtr.Zero;
    }

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int VersionNumber();
}
