// expect: LAB017 line 4 "Native libraries cannot be called from a lab. Wr"
// entry: string Greet(string name)
using System.Runtime.InteropServices;
partial class N { [LibraryImport("libc")] public static partial int getpid(); }
string Greet(string name) => $"{N.getpid()}";
