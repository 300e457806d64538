// 33b A line of ten megabytes, printed at once.
// expected: output_limit
// arena: plain
int Twice(int number)
{
    Console.WriteLine(new string('x', 10_000_000));
    return number * 2;
}
