// 33b A line of fifty megabytes, printed at once.
// expected: output_limit
// arena: plain
int Twice(int number)
{
    Console.WriteLine(new string('x', 50_000_000));
    return number * 2;
}
