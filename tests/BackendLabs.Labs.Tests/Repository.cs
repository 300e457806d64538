using System.Runtime.CompilerServices;

namespace BackendLabs.Labs.Tests;

internal static class Repository
{
    public static string Labs(string path = "") => Path.GetFullPath(Path.Combine(Here(), "..", "..", "labs", path));

    public static string Golden(string name) => Path.Combine(Here(), "Golden", name);

    private static string Here([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
