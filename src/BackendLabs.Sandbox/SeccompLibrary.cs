using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using Microsoft.Win32.SafeHandles;

namespace BackendLabs.Sandbox;

/// <summary>The calls of libseccomp 2.5 that filters are made with (https://github.com/seccomp/libseccomp, seccomp.h).</summary>
internal static partial class SeccompLibrary
{
    public const uint Allow = 0x7fff_0000;
    public const uint KillProcess = 0x8000_0000;

    /// <summary>SCMP_FLTATR_ACT_BADARCH: what meets a call of another architecture (32 bits, x32).</summary>
    public const uint ForeignArchitecture = 2;

    /// <summary>SCMP_FLTATR_CTL_OPTIMIZE: 2 sorts the rules into a tree.</summary>
    public const uint Optimize = 8;

    private const string Name = "libseccomp.so.2";

    public static bool IsHere { get; } = NativeLibrary.TryLoad(Name, out _);

    /// <summary>SCMP_ACT_ERRNO: the call fails with this error.</summary>
    public static uint Error(int number) => 0x0005_0000 | (uint)number;

    [LibraryImport(Name, EntryPoint = "seccomp_init")]
    public static partial IntPtr Init(uint otherwise);

    [LibraryImport(Name, EntryPoint = "seccomp_release")]
    public static partial void Release(IntPtr filter);

    [LibraryImport(Name, EntryPoint = "seccomp_attr_set")]
    public static partial int Set(IntPtr filter, uint attribute, uint value);

    /// <returns>The call's number, negative where this architecture has it under none.</returns>
    [LibraryImport(Name, EntryPoint = "seccomp_syscall_resolve_name", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int NumberOf(string name);

    /// <returns>The name, to be freed; zero where the number has none.</returns>
    [LibraryImport(Name, EntryPoint = "seccomp_syscall_resolve_num_arch")]
    public static partial IntPtr NameOf(uint architecture, int number);

    [LibraryImport(Name, EntryPoint = "seccomp_arch_native")]
    public static partial uint OwnArchitecture();

    [LibraryImport(Name, EntryPoint = "seccomp_rule_add_array")]
    public static partial int Add(IntPtr filter, uint action, int call, uint count, [In] ArgumentTest[]? tests);

    [LibraryImport(Name, EntryPoint = "seccomp_export_bpf")]
    public static partial int Export(IntPtr filter, SafeFileHandle file);
}

/// <summary>scmp_arg_cmp: what an argument of a call must be for a rule to apply.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct ArgumentTest
{
    private const int Equal = 4;
    private const int Greater = 6;
    private const int MaskedEqual = 7;

    private readonly uint _argument;
    private readonly int _comparison;
    private readonly ulong _first;
    private readonly ulong _second;

    private ArgumentTest(uint argument, int comparison, ulong first, ulong second) =>
        (_argument, _comparison, _first, _second) = (argument, comparison, first, second);

    public static ArgumentTest Is(uint argument, ulong value) => new(argument, Equal, value, 0);

    public static ArgumentTest IsMoreThan(uint argument, ulong value) => new(argument, Greater, value, 0);

    /// <summary>The same test in the words of a container's profile.</summary>
    public JsonObject ToJson() => new()
    {
        ["index"] = _argument,
        ["value"] = _first,
        ["valueTwo"] = _second,
        ["op"] = _comparison switch { Equal => "SCMP_CMP_EQ", Greater => "SCMP_CMP_GT", _ => "SCMP_CMP_MASKED_EQ" },
    };

    /// <summary>Sees only the masked bits: the kernel ignores the upper half of an int, so a comparison of all 64 bits could be evaded.</summary>
    public static ArgumentTest Has(uint argument, ulong mask, ulong value) => new(argument, MaskedEqual, mask, value);
}
