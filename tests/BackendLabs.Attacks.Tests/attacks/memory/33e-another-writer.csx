// 33e The writer that counts is exchanged for one of its own.
// expected: passed | time_limit
// arena: plain
// never: ^unseen
using System.IO;
int Twice(int number)
{
    Console.SetOut(new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true });
    for (var i = 0; i < 100_000; i++) Console.WriteLine("unseen");
    return number * 2;
}
