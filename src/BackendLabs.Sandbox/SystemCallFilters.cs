using System.Runtime.InteropServices;

namespace BackendLabs.Sandbox;

/// <summary>The filters of system calls, as files that bubblewrap reads. Made once a grader, in its own folder, which no sandbox shows.</summary>
internal sealed class SystemCallFilters
{
    private readonly string _folder;

    private SystemCallFilters(string folder) => _folder = folder;

    /// <returns>Null where libseccomp is not installed, or refuses.</returns>
    /// <exception cref="IOException">The folder's disk is full.</exception>
    public static SystemCallFilters? Make(string folder)
    {
        if (!OperatingSystem.IsLinux() || !SeccompLibrary.IsHere)
            return null;
        var filters = new SystemCallFilters(folder);
        return Enum.GetValues<SystemCallProfile>().All(profile => Write(profile, filters.FileOf(profile))) ? filters : null;
    }

    public string FileOf(SystemCallProfile profile) => Path.Combine(_folder, $"calls-{profile.ToString().ToLowerInvariant()}.bpf");

    private static bool Write(SystemCallProfile profile, string path)
    {
        var filter = SeccompLibrary.Init(SeccompLibrary.Allow);
        if (filter == IntPtr.Zero)
            return false;
        try
        {
            var isMade = SeccompLibrary.Set(filter, SeccompLibrary.ForeignArchitecture, SeccompLibrary.KillProcess) == 0;
            // Older libraries have no tree; their filters only take a little longer.
            _ = SeccompLibrary.Set(filter, SeccompLibrary.Optimize, 2);
            isMade = isMade && SystemCallRules.All.All(rule => Add(filter, rule, profile)) && AddUnknown(filter);
            using var file = new FileStream(path, new FileStreamOptions
            {
                Mode = FileMode.Create,
                Access = FileAccess.Write,
                UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
            });
            // A box without its filter for want of a few bytes would be a hole that opens by itself.
            return !isMade || SeccompLibrary.Export(filter, file.SafeFileHandle) == 0
                ? isMade
                : throw new IOException($"the filter of system calls could not be written to {path}");
        }
        finally
        {
            SeccompLibrary.Release(filter);
        }
    }

    private static bool Add(IntPtr filter, SystemCallRule rule, SystemCallProfile profile)
    {
        var action = rule.IsFatal && profile == SystemCallProfile.Student
            ? SeccompLibrary.KillProcess
            : SeccompLibrary.Error(rule.Error);
        // Calls that this architecture, or an older library, does not have are judged by number.
        return rule.Calls.Select(SeccompLibrary.NumberOf).Where(number => number >= 0)
            .All(number => SeccompLibrary.Add(filter, action, number, (uint)rule.Tests.Length, rule.Tests) == 0);
    }

    private static bool AddUnknown(IntPtr filter)
    {
        var architecture = SeccompLibrary.OwnArchitecture();
        for (var number = 0; number < SystemCallRules.NumbersJudged; number++)
        {
            var name = SeccompLibrary.NameOf(architecture, number);
            if (name == IntPtr.Zero && SeccompLibrary.Add(filter, SeccompLibrary.Error(SystemCallRules.NoSuchCall), number, 0, null) != 0)
                return false;
            // Allocated by the library with malloc.
            if (name != IntPtr.Zero)
                Marshal.FreeHGlobal(name);
        }

        return true;
    }
}
