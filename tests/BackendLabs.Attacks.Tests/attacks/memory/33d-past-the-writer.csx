// 33d Rubbish on the descriptors themselves, past the writer that counts.
// expected: time_limit | output_limit | runtime_error
// arena: plain
using System.IO;
using Microsoft.Win32.SafeHandles;
int Twice(int number)
{
    var rubbish = new byte[65_536];
    new Random(1).NextBytes(rubbish);
    using var output = new FileStream(new SafeFileHandle((IntPtr)1, ownsHandle: false), FileAccess.Write);
    using var errors = new FileStream(new SafeFileHandle((IntPtr)2, ownsHandle: false), FileAccess.Write);
    while (true)
    {
        output.Write(rubbish);
        errors.Write(rubbish);
    }
}
