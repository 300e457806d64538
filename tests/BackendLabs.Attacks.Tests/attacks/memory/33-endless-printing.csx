// 33 Printing without end.
// expected: output_limit
// arena: plain
int Twice(int number)
{
    while (true) Console.Write("again ");
}
