using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace BackendLabs.SnippetHost.Services.Sqlite;

/// <summary>What the client library does not offer of SQLite's own functions (https://sqlite.org/c3ref/funclist.html).</summary>
internal static unsafe partial class SqliteCalls
{
    [LibraryImport(SqliteLibrary.Name, EntryPoint = "sqlite3_trace_v2")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int TraceV2(nint connection, uint kinds, delegate* unmanaged[Cdecl]<uint, nint, nint, byte*, int> callback, nint context);

    [LibraryImport(SqliteLibrary.Name, EntryPoint = "sqlite3_busy_handler")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int BusyHandler(nint connection, delegate* unmanaged[Cdecl]<nint, int, int> handler, nint context);

    [LibraryImport(SqliteLibrary.Name, EntryPoint = "sqlite3_expanded_sql")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial byte* ExpandedSql(nint statement);

    [LibraryImport(SqliteLibrary.Name, EntryPoint = "sqlite3_bind_parameter_count")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int ParameterCount(nint statement);

    [LibraryImport(SqliteLibrary.Name, EntryPoint = "sqlite3_free")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial void Free(byte* memory);

    [LibraryImport(SqliteLibrary.Name, EntryPoint = "sqlite3_auto_extension")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int AutoExtension(delegate* unmanaged[Cdecl]<nint, nint, nint, int> entry);

    [LibraryImport(SqliteLibrary.Name, EntryPoint = "sqlite3_stmt_status")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int StatementStatus(nint statement, int counter, int reset);

    [LibraryImport(SqliteLibrary.Name, EntryPoint = "sqlite3_stmt_readonly")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int IsReadOnly(nint statement);

    [LibraryImport(SqliteLibrary.Name, EntryPoint = "sqlite3_changes")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int Changes(nint connection);
}
