// 73b Keeps its process from ending: exit handlers, foreground threads, signals caught.
// expected: failed
// arena: plain
using System.Runtime.InteropServices;
int Twice(int number)
{
    AppDomain.CurrentDomain.ProcessExit += (_, _) => Thread.Sleep(-1);
    foreach (var signal in new[] { PosixSignal.SIGTERM, PosixSignal.SIGINT, PosixSignal.SIGHUP, PosixSignal.SIGQUIT })
        PosixSignalRegistration.Create(signal, context => context.Cancel = true);
    new Thread(() => Thread.Sleep(-1)).Start();
    return 0;
}
