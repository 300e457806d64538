// 33c Printing to standard error without end.
// expected: output_limit
// arena: plain
int Twice(int number)
{
    while (true) Console.Error.WriteLine("again");
}
